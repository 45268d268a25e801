import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';

/** Why the table has no rows. Null: it has some. */
export type ServicesEmpty = 'none-exist' | 'all-hidden' | 'not-permitted' | 'not-read-yet';

/**
 * `rows` counts the Services of the cluster, `shown` those left by the filter. Services of the last good answer are
 * shown whatever the source says now.
 */
export function prepareServicesEmpty(
  sources: ClusterSummary['sources'],
  rows: number,
  shown: number,
): ServicesEmpty | null {
  if (shown > 0) return null;
  if (rows > 0) return 'all-hidden';
  const { state, resources } = sources.kubernetes;
  const services = resources.find((resource) => resource.resource.toLowerCase() === 'services');
  const servicesState = services?.state ?? state;
  if (servicesState === 'denied') return 'not-permitted';
  return servicesState === 'absent' ? 'not-read-yet' : 'none-exist';
}
