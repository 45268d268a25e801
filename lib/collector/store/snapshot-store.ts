import { isDeepStrictEqual } from 'node:util';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { SnapshotDelta } from '../../snapshot/snapshot-delta.ts';
import { AzureStore } from './azure-store.ts';
import { createChangeLog } from './change-log.ts';
import { createKubernetesStore, type KubernetesStore } from './kubernetes-store.ts';
import { ObservedStore } from './observed-store.ts';

export interface SnapshotStore {
  readonly kubernetes: KubernetesStore;
  readonly azure: AzureStore;
  readonly observed: ObservedStore;
  /** Everything as it is now, and what differs from the last time. What has not changed is the same object. */
  take(takenAt: string, sources: Snapshot['sources']): { readonly snapshot: Snapshot; readonly delta: SnapshotDelta };
}

/** Collects what the sources tell and makes immutable snapshots of it. */
export function createSnapshotStore(cluster: string, now: () => number): SnapshotStore {
  const log = createChangeLog();
  const kubernetes = createKubernetesStore(log, now);
  const azure = new AzureStore(log);
  const observed = new ObservedStore(log);
  let lastSources: Snapshot['sources'] | null = null;

  return {
    kubernetes,
    azure,
    observed,
    take(takenAt, sources) {
      if (lastSources === null || !isDeepStrictEqual(lastSources, sources)) {
        lastSources = sources;
        log.add('sources', '*');
      }
      const probes = { ruleHealth: azure.healths(), observed: observed.snapshot() };
      const parts = { kubernetes: kubernetes.part(), azure: azure.part(), probes };
      return {
        snapshot: { formatVersion: 1, cluster, takenAt, sources: lastSources, ...parts },
        delta: { changes: log.take() },
      };
    },
  };
}
