import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { BalancerMetricsReport } from '../../lib/report/metrics-report.ts';
import { BalancerMetrics } from './balancer-metrics.tsx';

const startsAt = '2026-11-21T03:00:00.000Z';
const metrics: BalancerMetricsReport = {
  observedAt: '2026-11-21T03:12:00Z',
  frontends: [
    {
      ip: '20.0.0.1',
      port: 443,
      dataPath: { startsAt, values: [100, 100, null] },
      probes: { startsAt, values: [null, null, null] },
    },
  ],
  snat: { backendIP: '10.224.0.4', at: startsAt, used: 800, allocated: 1024 },
};

const page = (given: BalancerMetricsReport | null) =>
  renderToStaticMarkup(<BalancerMetrics name="kubernetes" metrics={given} />);

describe('availability of a load balancer', () => {
  it('says in words what the picture shows, and the fullest member', () => {
    const html = page(metrics);
    expect(html).toContain(
      'aria-label="Data path of 20.0.0.1:443: 100 % at 2026-11-21 03:01:00Z, lowest 100 % in 3 minutes"',
    );
    expect(html).toContain('800 of 1024</button> in use on 10.224.0.4');
  });

  it('says of a series without any data that there is none, and draws nothing', () => {
    expect(page(metrics).match(/no data/g)).toHaveLength(1);
    expect(page(metrics).match(/<polyline/g)).toHaveLength(1);
  });

  it('is not there where metrics were not read', () => {
    expect(page(null)).toBe('');
  });
});
