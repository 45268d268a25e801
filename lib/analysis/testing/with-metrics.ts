import type { MetricSeries } from '../../snapshot/load-balancer-metrics.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { NOW } from './world.ts';

/** The snapshot with metrics of its first load balancer. */
export function withMetrics(snapshot: Snapshot, series: readonly MetricSeries[]): Snapshot {
  const id = snapshot.azure.loadBalancers?.[0]?.id ?? '';
  const loadBalancerMetrics = [{ id, observedAt: NOW, series }];
  return { ...snapshot, azure: { ...snapshot.azure, loadBalancerMetrics } };
}

/** Series of `web` and its nodes n0, n1, …: `values` end now. */
export function metricSeries(
  metric: MetricSeries['metric'],
  values: MetricSeries['values'],
  changes: Partial<MetricSeries> = {},
): MetricSeries {
  const startsAt = new Date(Date.parse(NOW) - values.length * 60_000).toISOString();
  return { metric, frontendIP: null, frontendPort: null, backendIP: null, startsAt, values, ...changes };
}
