import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { SnapshotChange } from '../../snapshot/snapshot-delta.ts';
import type { Analysis } from '../analysis.ts';
import { type ClusterModel, indexObserved } from '../cluster/cluster-model.ts';

/** Brings answers seen on nodes up to date; adds to `affected` the Services whose probes ask a port that answered. */
export function followObserved(
  previous: Analysis,
  model: ClusterModel,
  snapshot: Snapshot,
  changes: readonly SnapshotChange[],
  affected: Set<string>,
): ClusterModel {
  const asked = new Set(changes.flatMap(({ kind, key }) => (kind === 'observed' ? [portOf(key)] : [])));
  if (asked.size === 0) return model;
  for (const [key, { model: service }] of previous.services) {
    if (service.ports.some(({ probe }) => probe !== null && asked.has(probe.port))) affected.add(key);
  }
  return { ...model, observedByPort: indexObserved(snapshot) };
}

/** Keys are `port/node`. */
function portOf(key: string): number {
  return Number(key.slice(0, key.indexOf('/')));
}
