import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeSummary } from '../report/node-summary.ts';
import { analyze } from './analyze.ts';
import { reportCluster } from './report-cluster.ts';
import { summarizeNodes } from './summarize-nodes.ts';
import { readyCondition, type TestEndpoint, testNode, testService, testSnapshot } from './testing/world.ts';

const NODES = 5;
const hosts = fc.array(
  fc.record<TestEndpoint>({
    node: fc.constantFrom('n0', 'n1', 'n2', 'n3', 'n4'),
    state: fc.constantFrom('ready', 'not-ready', 'serving-terminating'),
  }),
  { maxLength: 4 },
);
const worlds = fc.record({
  cluster: hosts,
  local: hosts,
  silent: fc.subarray(['n0', 'n1', 'n2']),
  tainted: fc.subarray(['n2', 'n3']),
});

function snapshotOf({ cluster, local, silent, tainted }: typeof worlds extends fc.Arbitrary<infer T> ? T : never) {
  const taint = { key: 'ToBeDeletedByClusterAutoscaler', value: '1795225465', effect: 'NoSchedule', addedAt: null };
  return testSnapshot({
    nodes: Array.from({ length: NODES }, (_, index) => {
      const name = `n${index}`;
      const conditions = [readyCondition(silent.includes(name) ? 'Unknown' : 'True')];
      return testNode(name, index, { conditions, taints: tainted.includes(name) ? [taint] : [] });
    }),
    services: [
      testService('web'),
      testService('local', { externalTrafficPolicy: 'Local', healthCheckNodePort: 32_001 }),
    ],
    endpoints: { web: cluster, local },
  });
}

/** The same, from the long report: node by node and Service by Service. */
function byHand(snapshot: ReturnType<typeof snapshotOf>, name: string) {
  const { services } = reportCluster(analyze(snapshot));
  const views = services.map((service) => {
    const policy = service.policies[service.externalTrafficPolicy];
    const row = policy.nodes.find((node) => node.name === name);
    const blast = policy.blastRadius.find((entry) => entry.node === name);
    const verdict = service.verdicts.find((entry) => entry.node === name);
    return { share: row?.share ?? 0, risk: blast?.atRiskWhileProbed ?? 0, verdict: verdict?.verdict, policy };
  });
  const verdicts: NodeSummary['verdicts'] = {};
  for (const { verdict } of views) if (verdict !== undefined) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  return {
    inRotationOf: views.filter((view) => view.share > 0).length,
    risk: Math.max(0, ...views.map((view) => view.risk)),
    verdicts,
    endpoints: views.reduce((sum, { policy }) => sum + policy.pods.filter((pod) => pod.node === name).length, 0),
  };
}

describe('nodes over all Services', () => {
  it('say what the report says of each', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const snapshot = snapshotOf(world);
        for (const row of summarizeNodes(analyze(snapshot))) {
          const expected = byHand(snapshot, row.name);
          const { inRotationOf, verdicts, endpoints } = row;
          expect({ inRotationOf, verdicts, endpoints }).toEqual({
            inRotationOf: expected.inRotationOf,
            verdicts: expected.verdicts,
            endpoints: expected.endpoints,
          });
          expect(row.worst?.atRiskWhileProbed ?? 0).toBeCloseTo(expected.risk, 12);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('tell who is silent, who leaves and who is not a Node at all', () => {
    const snapshot = snapshotOf({ cluster: [{ node: 'n0' }], local: [], silent: ['n1'], tainted: ['n2'] });
    const rows = summarizeNodes(analyze(snapshot));
    expect(rows.map(({ name, silent, known }) => ({ name, silent, known }))).toEqual(
      ['n0', 'n1', 'n2', 'n3', 'n4'].map((name) => ({ name, silent: name === 'n1', known: true })),
    );
    expect(rows.map(({ departure }) => departure !== null)).toEqual([false, false, true, false, false]);
  });
});
