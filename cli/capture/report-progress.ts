import type { ServedCluster } from '../../lib/server/registry.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import type { ResourceStatus } from '../../lib/snapshot/source-status.ts';
import type { CliIo } from '../output/cli-io.ts';

/** Tells on stderr what was read, each kind once. Answers how to end that. */
export function reportProgress(cluster: ServedCluster, io: CliIo): () => void {
  const told = new Set<string>();
  const tell = (snapshot: Snapshot) => {
    for (const [source, { resources }] of Object.entries(snapshot.sources)) {
      for (const status of resources) {
        const line = lineOf(status, snapshot);
        const key = `${source} ${status.resource}`;
        if (line === null || told.has(key)) continue;
        told.add(key);
        io.err(`  ${source.padEnd(11)}${line}\n`);
      }
    }
  };
  tell(cluster.current().snapshot);
  return cluster.subscribe(({ snapshot }) => tell(snapshot));
}

/** Null: nothing is known of it yet. */
function lineOf({ resource, state, error }: ResourceStatus, snapshot: Snapshot): string | null {
  if (state === 'live' || state === 'partial') {
    const count = countOf(resource, snapshot);
    return `${resource}${count === null ? '' : ` ${count}`}${state === 'partial' ? ` (in part: ${error})` : ''}`;
  }
  return state === 'denied' || state === 'stale' ? `${resource}: ${error ?? state}` : null;
}

const workloadKinds: Readonly<Record<string, string>> = {
  deployments: 'Deployment',
  replicaSets: 'ReplicaSet',
  statefulSets: 'StatefulSet',
  daemonSets: 'DaemonSet',
};

/** Null: it is not a list. */
function countOf(resource: string, { kubernetes, azure, probes }: Snapshot): number | null {
  const kind = workloadKinds[resource];
  if (kind !== undefined) return (kubernetes.workloads ?? []).filter((workload) => workload.kind === kind).length;
  const lists: Readonly<Record<string, unknown>> = { ...kubernetes, ...azure, ruleHealth: probes.ruleHealth };
  const list = lists[resource];
  return Array.isArray(list) ? list.length : null;
}
