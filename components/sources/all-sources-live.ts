import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';

/** Whether nothing is missing, stale or refused, so that an empty list means that there is nothing. */
export function allSourcesLive(sources: ClusterSummary['sources']): boolean {
  return Object.values(sources).every((source) => source.state === 'live');
}
