import { normalizeArmId } from '../../snapshot/arm-id.ts';
import type { LoadBalancerMetrics, MetricName, MetricSeries } from '../../snapshot/load-balancer-metrics.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

const MINUTE_MS = 60_000;

/** The series of one load balancer, found by frontend. */
export interface BalancerMetrics {
  readonly observedAt: string;
  /** Probe states are split by backend, and not only by frontend. */
  readonly hasBackends: boolean;
  readonly of: (metric: MetricName) => readonly MetricSeries[];
  /** Those of a metric for one address and port; addresses compare without case. */
  readonly at: (metric: MetricName, ip: string, port: number) => readonly MetricSeries[];
}

const indexes = new WeakMap<readonly LoadBalancerMetrics[], ReadonlyMap<string, BalancerMetrics>>();

/** Null: metrics of this load balancer were not read. */
export function metricsOf({ azure }: Snapshot, loadBalancerId: string): BalancerMetrics | null {
  const all = azure.loadBalancerMetrics;
  if (all === null) return null;
  const index = indexes.get(all) ?? new Map(all.map((one) => [normalizeArmId(one.id), indexOf(one)]));
  indexes.set(all, index);
  return index.get(normalizeArmId(loadBalancerId)) ?? null;
}

function indexOf({ observedAt, series }: LoadBalancerMetrics): BalancerMetrics {
  const byMetric = Map.groupBy(series, ({ metric }) => metric);
  const byFrontend = Map.groupBy(series, ({ metric, frontendIP, frontendPort }) =>
    keyOf(metric, frontendIP ?? '', frontendPort ?? 0),
  );
  return {
    observedAt,
    hasBackends: series.some(({ metric, backendIP }) => metric === 'DipAvailability' && backendIP !== null),
    of: (metric) => byMetric.get(metric) ?? [],
    at: (metric, ip, port) => byFrontend.get(keyOf(metric, ip, port)) ?? [],
  };
}

function keyOf(metric: MetricName, ip: string, port: number): string {
  return `${metric} ${ip.toLowerCase()} ${port}`;
}

/** The newest minute with data; null: there is none. */
export function newestPoint({
  startsAt,
  values,
}: MetricSeries): { readonly at: string; readonly value: number } | null {
  const index = values.findLastIndex((value) => value !== null);
  const value = values[index] ?? null;
  return value === null ? null : { at: minuteAt(startsAt, index), value };
}

/** The average of several series, minute by minute; a minute without data in any of them has none. Null: no series. */
export function averageOf(
  series: readonly MetricSeries[],
): { readonly startsAt: string; readonly values: (number | null)[] } | null {
  const starts = series.map(({ startsAt }) => Date.parse(startsAt));
  const start = Math.min(...starts);
  if (!Number.isFinite(start)) return null;
  const sums = new Map<number, { sum: number; count: number }>();
  let length = 0;
  series.forEach(({ values }, which) => {
    const offset = Math.round(((starts[which] ?? start) - start) / MINUTE_MS);
    length = Math.max(length, offset + values.length);
    values.forEach((value, index) => {
      if (value === null) return;
      const total = sums.get(offset + index) ?? { sum: 0, count: 0 };
      sums.set(offset + index, { sum: total.sum + value, count: total.count + 1 });
    });
  });
  const values = Array.from({ length }, (_, minute) => {
    const total = sums.get(minute);
    return total === undefined ? null : Math.round((total.sum / total.count) * 10) / 10;
  });
  return { startsAt: new Date(start).toISOString(), values };
}

export function minuteAt(startsAt: string, index: number): string {
  return new Date(Date.parse(startsAt) + index * MINUTE_MS).toISOString();
}
