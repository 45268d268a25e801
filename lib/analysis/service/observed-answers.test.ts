import { describe, expect, it } from 'vitest';
import type { ObservedAnswer } from '../../report/observed-report.ts';
import type { ObservedProbe } from '../../snapshot/probes-part.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { analyze } from '../analyze.ts';
import { reportService } from '../report-service.ts';
import { ago } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';
import { withHealth } from '../testing/with-health.ts';
import { metricSeries, withMetrics } from '../testing/with-metrics.ts';
import { NOW } from '../testing/world.ts';

const local = webWorld({ externalTrafficPolicy: 'Local' });

function seen(snapshot: Snapshot, node: string): readonly Pick<ObservedAnswer, 'source' | 'state' | 'reason'>[] {
  const report = reportService(analyze(snapshot), { namespace: 'shop', name: 'web' });
  const row = report?.verdicts.find((verdict) => verdict.node === node);
  return (row?.observed ?? []).map(({ source, state, reason }) => ({ source, state, reason }));
}

function withState(snapshot: Snapshot, state: string, reason: string, observedAt = NOW): Snapshot {
  const rule = snapshot.azure.loadBalancers?.[0]?.rules[0]?.name ?? '';
  const backends = [{ ipAddress: '10.224.0.4', networkInterfaceIPConfigurationId: null, since: null, state, reason }];
  const ruleHealth = [{ loadBalancer: 'KUBERNETES', rule: rule.toUpperCase(), observedAt, backends }];
  return { ...snapshot, probes: { ...snapshot.probes, ruleHealth } };
}

function withAnswer(snapshot: Snapshot, answer: Partial<ObservedProbe>): Snapshot {
  const asked = {
    node: 'n0',
    port: 32_000,
    protocol: 'http',
    path: '/healthz',
    result: '200',
    localEndpoints: null,
    serviceProxyHealthy: null,
    at: NOW,
  } as const;
  return { ...snapshot, probes: { ...snapshot.probes, observed: [{ ...asked, ...answer }] } };
}

describe('what was seen of a (rule, node)', () => {
  it('is nothing where nobody was asked', () => {
    expect(seen(local, 'n0')).toEqual([]);
  });

  it.each([
    ['Up', 'Up_Probe_Success', 'up'],
    ['Down', 'Down_Probe_HttpNoResponse', 'down'],
    ['Down', 'Down_Probe_OfTomorrow', 'down'],
    ['Up', 'NA', 'not-probed'],
    ['', '', 'no-value'],
    ['Sideways', 'Up_Probe_Success', 'unknown'],
  ])('Azure answers %s for the reason %s: %s', (state, reason, told) => {
    expect(seen(withState(local, state, reason), 'n0')).toEqual([{ source: 'azure-health', state: told, reason }]);
  });

  it('is unknown when it is too old, with the reason and the age it has', () => {
    const old = withState(local, 'Up', 'Up_Probe_Success', ago(601));
    const row = reportService(analyze(old), { namespace: 'shop', name: 'web' })?.verdicts[0];
    expect(row?.observed).toEqual([
      {
        source: 'azure-health',
        state: 'unknown',
        reason: 'Up_Probe_Success',
        words: 'its probe succeeds',
        observedAt: ago(601),
      },
    ]);
  });

  it('stands side by side for Azure and the node, though they contradict each other', () => {
    const both = withAnswer(withHealth(local, ['Down_Probe_HttpNoResponse']), {});
    expect(seen(both, 'n0')).toEqual([
      { source: 'azure-health', state: 'down', reason: 'Down_Probe_HttpNoResponse' },
      { source: 'node-probe', state: 'up', reason: '200' },
    ]);
  });

  it('takes from a node only what answers the probe of the rule', () => {
    expect(seen(withAnswer(local, { port: 32_001 }), 'n0')).toEqual([]);
    expect(seen(withAnswer(local, { result: '503' }), 'n0')).toEqual([
      { source: 'node-probe', state: 'down', reason: '503' },
    ]);
    expect(seen(withAnswer(local, { at: ago(601) }), 'n0')[0]?.state).toBe('unknown');
  });

  it.each<[readonly (number | null)[], string, string]>([
    [[0, 100], 'up', '100 %'],
    [[100, 0], 'down', '0 %'],
    [[100, 60], 'unknown', '60 %'],
    [[0, 100, null, null], 'up', '100 %'],
  ])('takes from the metric its newest minute with data: %j is %s', (values, state, reason) => {
    const frontendIP = local.kubernetes.services?.[0]?.ingress[0]?.ip ?? '';
    const series = metricSeries('DipAvailability', values, { frontendIP, frontendPort: 80, backendIP: '10.224.0.4' });
    expect(seen(withMetrics(local, [series]), 'n0')).toEqual([{ source: 'azure-metric', state, reason }]);
    expect(seen(withMetrics(local, [series]), 'n1')).toEqual([]);
  });

  it('takes nothing from a metric without data, of another port, or of another address', () => {
    const frontendIP = local.kubernetes.services?.[0]?.ingress[0]?.ip ?? '';
    const here = { frontendIP, frontendPort: 80, backendIP: '10.224.0.4' };
    const others = [
      metricSeries('DipAvailability', [null, null], here),
      metricSeries('DipAvailability', [100], { ...here, frontendPort: 81 }),
      metricSeries('DipAvailability', [100], { ...here, frontendIP: '20.9.9.9' }),
      metricSeries('VipAvailability', [100], here),
    ];
    expect(seen(withMetrics(local, others), 'n0')).toEqual([]);
  });

  it('proves nothing by one connect that timed out on a load-balanced node port', () => {
    const cluster = withAnswer(webWorld(), { port: 30_080, protocol: 'tcp', path: null, result: 'timeout' });
    expect(seen(cluster, 'n0')).toEqual([{ source: 'node-probe', state: 'unknown', reason: 'timeout' }]);
  });

  it('tells the age of an answer of a node to ten seconds, never younger', () => {
    const answer = withAnswer(local, { at: '2026-11-21T03:11:58.900Z' });
    const row = reportService(analyze(answer), { namespace: 'shop', name: 'web' })?.verdicts[0];
    expect(row?.observed[0]?.observedAt).toBe('2026-11-21T03:11:50.000Z');
  });
});
