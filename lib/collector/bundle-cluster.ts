import type { Snapshot } from '../snapshot/snapshot.ts';
import type { AnalyzedSnapshot, Analyzer } from './analyzer.ts';
import type { ClusterState, LiveCluster } from './live-cluster.ts';

/** A cluster that is one snapshot for ever: an opened bundle or a share. */
export function bundleCluster<A extends AnalyzedSnapshot>(
  id: string,
  snapshot: Snapshot,
  { analyze }: Pick<Analyzer<A>, 'analyze'>,
): LiveCluster<A> {
  const state: ClusterState<A> = { version: 1, snapshot, analysis: analyze(snapshot) };
  return {
    id,
    origin: 'bundle',
    current: () => state,
    subscribe: () => () => undefined,
    stop: () => Promise.resolve(),
  };
}
