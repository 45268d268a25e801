import { describe, expect, it } from 'vitest';
import type { LoadBalancerMetrics, MetricSeries } from '../../snapshot/load-balancer-metrics.ts';
import { webWorld } from '../testing/web-world.ts';
import { averageOf, metricsOf, newestPoint } from './metric-index.ts';
import { fullestMember } from './snat-use.ts';

const at = (minute: number) => `2026-11-21T03:${String(minute).padStart(2, '0')}:00.000Z`;

function series(
  metric: MetricSeries['metric'],
  minute: number,
  values: MetricSeries['values'],
  backendIP: string | null = null,
): MetricSeries {
  return { metric, frontendIP: '20.0.0.1', frontendPort: 443, backendIP, startsAt: at(minute), values };
}

function indexed(...all: readonly MetricSeries[]) {
  const world = webWorld();
  const metrics: LoadBalancerMetrics[] = [{ id: '/S/LB', observedAt: at(9), series: all }];
  return metricsOf({ ...world, azure: { ...world.azure, loadBalancerMetrics: metrics } }, '/s/lb');
}

describe('metrics of a load balancer', () => {
  it('are found by id in any case, by metric, address and port', () => {
    const found = indexed(series('VipAvailability', 0, [100]), series('DipAvailability', 0, [50]));
    expect(found?.at('DipAvailability', '20.0.0.1', 443)).toHaveLength(1);
    expect(found?.at('DipAvailability', '20.0.0.1', 80)).toEqual([]);
    expect(metricsOf(webWorld(), '/s/lb')).toBeNull();
  });

  it('have the newest minute with data, not the newest minute', () => {
    expect(newestPoint(series('VipAvailability', 3, [100, 0, null, null]))).toEqual({ at: at(4), value: 0 });
    expect(newestPoint(series('VipAvailability', 3, [null]))).toBeNull();
  });

  it('are averaged minute by minute over those that have data', () => {
    const all = [series('DipAvailability', 0, [100, 100, null, null]), series('DipAvailability', 1, [0, null, null])];
    expect(averageOf(all)).toEqual({ startsAt: at(0), values: [100, 50, null, null] });
    expect(averageOf([])).toBeNull();
  });

  it('name the member that came closest to running out of outbound ports', () => {
    const found = indexed(
      series('AllocatedSnatPorts', 0, [1024, 1024], '10.224.0.4'),
      series('UsedSnatPorts', 0, [100, 1000], '10.224.0.4'),
      series('AllocatedSnatPorts', 0, [1024, 0], '10.224.0.5'),
      series('UsedSnatPorts', 0, [200, 900], '10.224.0.5'),
      series('UsedSnatPorts', 0, [1024], '10.224.0.6'),
    );
    expect(found && fullestMember(found)).toEqual({ backendIP: '10.224.0.4', at: at(1), used: 1000, allocated: 1024 });
    const none = indexed(series('UsedSnatPorts', 0, [1024], '10.224.0.6'));
    expect(none && fullestMember(none)).toBeNull();
  });
});
