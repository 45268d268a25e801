import { isDeepStrictEqual } from 'node:util';
import type { Analysis } from '../../lib/analysis/analysis.ts';
import { analyze } from '../../lib/analysis/analyze.ts';
import { defaultSettings } from '../../lib/analysis/settings.ts';
import { clusterAnalyzer } from '../../lib/collector/cluster-analyzer.ts';
import { type StartedCluster, startLiveCluster } from '../../lib/collector/start-live-cluster.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { openKubeAccess } from '../../lib/sources/kubernetes/access/open-kube-access.ts';
import { systemClock } from '../../lib/sources/kubernetes/clock.ts';
import { startKubernetesSource } from '../../lib/sources/kubernetes/kubernetes-source.ts';

/** Heartbeats are polled and old events are dropped, so of these two clients may hold different ones at one moment. */
const COMPARED = ['services', 'endpointSlices', 'nodes', 'pods', 'workloads', 'disruptionBudgets'] as const;

/** The dashboard's own reader of a cluster, with its snapshot and its analysis, as `serve` runs it. */
export async function startOwnClient(kubeconfigPath: string, failed: (error: Error) => void): Promise<OwnClient> {
  const source = { kind: 'file', path: kubeconfigPath } as const;
  const opened = openKubeAccess({ source, context: null, entraCredential: null, clock: systemClock });
  if (!opened.ok) throw new Error(opened.message);
  const { access } = opened;
  const cluster = startLiveCluster({
    id: 'soak',
    origin: 'embedded',
    startKubernetes: (listener) => startKubernetesSource({ access, listener }),
    connectAzure: null,
    analyzer: clusterAnalyzer(defaultSettings),
    onError: (doing, error) => failed(new Error(`the dashboard's client, ${doing}: ${String(error)}`)),
  });
  await cluster.settled;
  return new OwnClient(cluster);
}

export class OwnClient {
  private readonly cluster: StartedCluster<Analysis>;

  constructor(cluster: StartedCluster<Analysis>) {
    this.cluster = cluster;
  }

  /**
   * How its snapshot differs from that of a client that has just read everything; empty: not at all. What is still under way
   * is waited for, up to the signal.
   */
  async differences(fresh: OwnClient, signal: AbortSignal): Promise<readonly string[]> {
    for (;;) {
      const found = differencesOf(this.current().snapshot, fresh.current().snapshot);
      if (found.length === 0 || signal.aborted) return found;
      await this.news(signal);
    }
  }

  /** Whether what it worked out step by step is what is worked out anew from the same snapshot. */
  isAnalysisRight(): boolean {
    const { snapshot, analysis } = this.current();
    return isDeepStrictEqual(analysis.findings, analyze(snapshot).findings);
  }

  async stop(): Promise<void> {
    await this.cluster.stop();
  }

  private current() {
    return this.cluster.current();
  }

  private news(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        unsubscribe();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const unsubscribe = this.cluster.subscribe(done);
      signal.addEventListener('abort', done);
    });
  }
}

interface Named {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
}

const nameOf = ({ kind = '', namespace = '', name }: Named): string => `${kind}/${namespace}/${name}`;

function differencesOf(held: Snapshot, fresh: Snapshot): readonly string[] {
  return COMPARED.flatMap((kind) => {
    const [old, now] = [byName(held.kubernetes[kind]), byName(fresh.kubernetes[kind])];
    return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
      if (isDeepStrictEqual(old.get(name), now.get(name))) return [];
      return [
        `${kind} ${name}: ${!old.has(name) ? 'not held' : now.has(name) ? 'held in an old state' : 'held, and gone'}`,
      ];
    });
  });
}

/** What a client remembers of its own watching is no part of what the API server holds. */
const byName = (items: readonly Named[] | null): Map<string, Named> =>
  new Map((items ?? []).map((item) => [nameOf(item), 'turns' in item ? { ...item, turns: {} } : item]));
