import { describe, expect, it } from 'vitest';
import type { PolicyReport } from '../report/policy-report.ts';
import type { Service, TrafficPolicy } from '../snapshot/service.ts';
import { analyze } from './analyze.ts';
import { reportService } from './report-service.ts';
import { type TestEndpoint, testNode, testService, testSnapshot } from './testing/world.ts';

function policyOf(
  nodeCount: number,
  endpoints: readonly TestEndpoint[],
  policy: TrafficPolicy,
  service: Partial<Service> = {},
): PolicyReport {
  const nodes = Array.from({ length: nodeCount }, (_, index) => testNode(`n${index}`, index));
  const web = testService('web', { externalTrafficPolicy: policy, ...service });
  const snapshot = testSnapshot({ nodes, services: [web], endpoints: { web: endpoints } });
  const report = reportService(analyze(snapshot), web);
  if (!report) throw new Error('the Service is not in the report');
  return report.policies[policy];
}

const sharesOf = (report: PolicyReport): readonly number[] => report.pods.map((pod) => pod.share);

describe('shares under Local', () => {
  it('two pods beside one give 25, 25 and 50 %, a hot pod of 1.5 and two thirds of the capacity', () => {
    const report = policyOf(7, [{ node: 'n0' }, { node: 'n0' }, { node: 'n1' }], 'Local');
    expect(sharesOf(report)).toEqual([0.25, 0.25, 0.5]);
    expect(report.imbalance).toEqual({ hottestPodFactor: 1.5, maxOverMin: 2, usableCapacity: 2 / 3 });
    expect(report.clientIpPreserved).toBe(true);
    expect(report.crossNodeShare).toBe(0);
  });

  it('losing a node costs the share of its node, not of its pods, and nothing after mark-down', () => {
    const report = policyOf(7, [{ node: 'n0' }, { node: 'n0' }, { node: 'n1' }], 'Local');
    expect(report.blastRadius.slice(0, 3).map((row) => row.atRiskWhileProbed)).toEqual([0.5, 0.5, 0]);
    expect(report.blastRadius.slice(0, 3).map((row) => row.atRiskUntilEndpointsRemoved)).toEqual([0, 0, 0]);
    expect(report.blastRadius[0]?.windowSeconds).toEqual([10, 15]);
  });

  it('losing the only node in rotation loses everything until another one is up', () => {
    const report = policyOf(3, [{ node: 'n0' }], 'Local');
    expect(report.blastRadius[0]).toMatchObject({ atRiskWhileProbed: 1, atRiskUntilEndpointsRemoved: 1 });
  });

  it('a node with only terminating endpoints fails its probe at once and still forwards', () => {
    const report = policyOf(3, [{ node: 'n0', state: 'serving-terminating' }, { node: 'n1' }], 'Local');
    expect(report.nodes[0]).toMatchObject({ expectedProbe: 'down', forwards: 'accept', share: 0 });
    expect(report.nodes[2]).toMatchObject({ expectedProbe: 'down', forwards: 'drop', share: 0 });
  });

  it('nodes drop while an endpoint is usable elsewhere and reject when none is', () => {
    expect(policyOf(2, [{ node: 'n0' }], 'Local').nodes[1]?.forwards).toBe('drop');
    expect(policyOf(2, [{ node: 'n0', state: 'not-ready' }], 'Local').nodes[1]?.forwards).toBe('reject');
  });
});

describe('shares under Cluster', () => {
  it('every pod gets the same and most connections take a second hop', () => {
    const report = policyOf(4, [{ node: 'n0' }, { node: 'n0' }, { node: 'n1' }], 'Cluster');
    for (const share of sharesOf(report)) expect(share).toBeCloseTo(1 / 3, 12);
    expect(report.crossNodeShare).toBeCloseTo(1 - 1 / 4, 12);
    expect(report.clientIpPreserved).toBe(false);
  });

  it('blast radius is 1 − (1 − 1/H)(1 − p/P) until mark-down and p/P after it', () => {
    const report = policyOf(4, [{ node: 'n0' }, { node: 'n0' }, { node: 'n1' }], 'Cluster');
    const [twoPods, onePod, noPod] = report.blastRadius;
    expect(twoPods?.atRiskWhileProbed).toBeCloseTo(1 - (3 / 4) * (1 / 3), 12);
    expect(twoPods?.atRiskUntilEndpointsRemoved).toBeCloseTo(2 / 3, 12);
    expect(onePod?.atRiskWhileProbed).toBeCloseTo(1 - (3 / 4) * (2 / 3), 12);
    expect(noPod?.atRiskWhileProbed).toBeCloseTo(1 / 4, 12);
    expect(noPod?.atRiskUntilEndpointsRemoved).toBe(0);
  });

  it('zone hints keep connections in the zone of the node they enter through', () => {
    const endpoints = [
      { node: 'n0', hintZones: ['westeurope-1'] },
      { node: 'n1', hintZones: ['westeurope-2'] },
      { node: 'n4', hintZones: ['westeurope-2'] },
    ];
    const report = policyOf(6, endpoints, 'Cluster');
    // Zone 3 has two nodes and no hint: they use all three pods.
    expect(sharesOf(report)[0]).toBeCloseTo(1 / 3 + 1 / 9, 12);
    expect(sharesOf(report)[1]).toBeCloseTo(1 / 6 + 1 / 9, 12);
  });

  it('one endpoint without a hint switches all hints off', () => {
    const report = policyOf(6, [{ node: 'n0', hintZones: ['westeurope-1'] }, { node: 'n1' }], 'Cluster');
    expect(sharesOf(report)).toEqual([0.5, 0.5]);
  });

  it('terminating endpoints are used only when none is ready anywhere', () => {
    const some = policyOf(3, [{ node: 'n0', state: 'serving-terminating' }, { node: 'n1' }], 'Cluster');
    expect(sharesOf(some)).toEqual([0, 1]);
    const all = policyOf(3, [{ node: 'n0', state: 'serving-terminating' }], 'Cluster');
    expect(sharesOf(all)).toEqual([1]);
    expect(all.nodes[2]).toMatchObject({ expectedProbe: 'up', forwards: 'accept' });
  });

  it('without any usable endpoint every probe fails, every node rejects and everything is lost', () => {
    const report = policyOf(3, [{ node: 'n0', state: 'not-ready' }], 'Cluster');
    expect(report.lostShare).toBe(1);
    expect(report.nodes.map((node) => [node.expectedProbe, node.forwards])).toEqual(
      report.nodes.map(() => ['down', 'reject']),
    );
  });
});

describe('the other policy', () => {
  it('is answered as if the Service were switched', () => {
    const nodes = Array.from({ length: 5 }, (_, index) => testNode(`n${index}`, index));
    const web = testService('web');
    const endpoints = { web: [{ node: 'n0' }, { node: 'n0' }, { node: 'n1' }] };
    const report = reportService(analyze(testSnapshot({ nodes, services: [web], endpoints })), web);
    expect(report?.policies.Cluster.nodes.filter((node) => node.share > 0)).toHaveLength(5);
    expect(report?.policies.Local.pods.map((pod) => pod.share)).toEqual([0.25, 0.25, 0.5]);
  });
});
