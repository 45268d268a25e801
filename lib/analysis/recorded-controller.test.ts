import { describe, expect, it } from 'vitest';
import { listFixtures, readFixture } from '../../fixtures/read-fixture.ts';
import { reportSchema } from '../report/report.ts';
import { armName } from '../snapshot/arm-id.ts';
import type { LoadBalancer } from '../snapshot/load-balancer.ts';
import { baseNameOf, loadBalancerBaseName } from '../snapshot/load-balancer-name.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { analyze } from './analyze.ts';
import { cloudConfig } from './azure/cloud-config.ts';
import { expectedState } from './azure/expected-state.ts';
import { reportCluster } from './report-cluster.ts';

const cases = listFixtures('controller');

/** Cases in which the real controller refused a Service. */
const REFUSED: Readonly<Record<string, string>> = {
  'probe-invalid-interval': 'reconcile-failing',
  'shared-ip-port-conflict': 'port-conflict-on-shared-ip',
};

/** What the controller wrote for live Services, in the words of the expectation. */
function written(snapshot: Snapshot): readonly string[] {
  const bases = new Set((snapshot.kubernetes.services ?? []).map((service) => loadBalancerBaseName(service.uid)));
  return (snapshot.azure.loadBalancers ?? [])
    .flatMap((balancer) =>
      balancer.rules.filter((rule) => bases.has(baseNameOf(rule.name) ?? '')).map((rule) => ({ balancer, rule })),
    )
    .map(({ balancer, rule }) =>
      JSON.stringify({
        name: rule.name,
        protocol: rule.protocol,
        ports: [rule.frontendPort, rule.backendPort],
        floatingIP: rule.enableFloatingIP,
        idle: rule.idleTimeoutMinutes,
        distribution: rule.loadDistribution,
        snatOff: rule.disableOutboundSnat,
        reset: rule.protocol === 'Tcp' ? rule.enableTcpReset : null,
        pool: rule.poolIds.map(armName),
        probe: probeOf(balancer, rule.probeId),
      }),
    )
    .toSorted();
}

function probeOf(balancer: LoadBalancer, id: string | null): object | null {
  const probe = balancer.probes.find((candidate) => candidate.id.toLowerCase() === id?.toLowerCase());
  if (!probe) return null;
  const path = probe.protocol === 'Tcp' ? null : probe.requestPath;
  return {
    name: probe.name,
    protocol: probe.protocol,
    port: probe.port,
    path,
    interval: probe.intervalSeconds,
    threshold: probe.probeThreshold,
  };
}

/** What is expected, in the same words; Services that the controller cannot or will not serve are left out. */
function expected(snapshot: Snapshot, refused: ReadonlySet<string>): readonly string[] {
  const config = cloudConfig(snapshot);
  return (snapshot.kubernetes.services ?? [])
    .filter((service) => !refused.has(service.name))
    .flatMap((service) => {
      const state = expectedState(service, config);
      return state.kind === 'rules' ? state.rules : [];
    })
    .map((rule) =>
      JSON.stringify({
        name: rule.name,
        protocol: rule.protocol,
        ports: [rule.frontendPort, rule.backendPort],
        floatingIP: rule.enableFloatingIP,
        idle: rule.idleTimeoutMinutes,
        distribution: rule.loadDistribution,
        snatOff: rule.disableOutboundSnat ?? false,
        reset: rule.protocol === 'Tcp' ? rule.enableTcpReset : null,
        pool: [rule.poolName],
        probe: rule.probe && {
          name: rule.probe.name,
          protocol: rule.probe.protocol,
          port: rule.probe.port,
          path: rule.probe.path,
          interval: rule.probe.intervalSeconds,
          threshold: rule.probe.threshold,
        },
      }),
    )
    .toSorted();
}

describe('what the real cloud controller made', () => {
  it('is recorded in 76 cases', () => {
    expect(cases).toHaveLength(76);
  });

  it.each(cases)('%s: the expected rules and probes are those it wrote', async (path) => {
    const { snapshot } = await readFixture(path);
    const analysis = analyze(snapshot);
    const report = reportSchema.parse(reportCluster(analysis));
    const failed = report.findings.filter((finding) => Object.values(REFUSED).includes(finding.code));
    const refused = new Set(failed.flatMap((finding) => (finding.service ? [finding.service.name] : [])));

    expect(expected(snapshot, refused)).toEqual(written(snapshot));
    expect(report.loadBalancers.flatMap((balancer) => balancer.drift)).toEqual([]);

    const name =
      path
        .split('/')
        .at(-1)
        ?.replace(/\.tgz$/, '') ?? '';
    expect(failed.map((finding) => finding.code)).toEqual(REFUSED[name] === undefined ? [] : [REFUSED[name]]);
    for (const service of report.services) {
      const ignored = name === 'lb-class' || refused.has(service.name);
      expect(service.frontends.filter((frontend) => frontend.loadBalancer !== null).length > 0).toBe(
        !ignored || name === 'shared-ip-port-conflict',
      );
      expect(service.rules.every((rule) => rule.state === 'present')).toBe(!refused.has(service.name));
    }
  });
});
