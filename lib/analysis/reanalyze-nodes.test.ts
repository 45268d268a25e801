import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClusterNode } from '../snapshot/cluster-node.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { SnapshotChange } from '../snapshot/snapshot-delta.ts';
import { analyze } from './analyze.ts';
import { reanalyze } from './reanalyze.ts';
import { reportCluster } from './report-cluster.ts';
import { summarizeCluster } from './summarize-cluster.ts';
import { summarizeNodes } from './summarize-nodes.ts';
import { NOW, readyCondition, testNode, testService, testSnapshot } from './testing/world.ts';

const NODE_COUNT = 6;
const PREFIX = 'service.beta.kubernetes.io/port_80_health-probe_';
const twoPorts = [30_081, 30_082].map((nodePort, index) => ({
  name: `p${index}`,
  protocol: 'TCP' as const,
  port: 80 + index,
  targetPort: 8080,
  nodePort,
  appProtocol: null,
}));
const start = testSnapshot({
  nodes: Array.from({ length: NODE_COUNT }, (_, index) => testNode(`n${index}`, index)),
  services: [
    testService('web'),
    testService('two', { ports: twoPorts }),
    testService('proxy', { annotations: { [`${PREFIX}port`]: '10256', [`${PREFIX}request-path`]: '/healthz' } }),
    testService('zoned'),
    testService('local', { externalTrafficPolicy: 'Local', healthCheckNodePort: 32_001 }),
  ],
  endpoints: {
    web: [{ node: 'n0' }, { node: 'n1' }, { node: 'n1', state: 'terminating' }, { node: 'away' }],
    two: [{ node: 'n0' }, { node: 'n4' }],
    proxy: [{ node: 'n1' }, { node: 'n2' }],
    zoned: ['n0', 'n1', 'n2'].map((node, index) => ({ node, hintZones: [`westeurope-${index + 1}`] })),
    local: [{ node: 'n2' }, { node: 'n2' }, { node: 'n3' }],
  },
});

interface Edited {
  readonly snapshot: Snapshot;
  readonly changes: readonly SnapshotChange[];
}
type Edit = (snapshot: Snapshot) => Edited;

const taints = ['ToBeDeletedByClusterAutoscaler', 'node.cloudprovider.kubernetes.io/shutdown', 'team'];

/** What an API server may say of a node that stays where it is. Ready may turn without a date. */
const nodeChange: fc.Arbitrary<Partial<ClusterNode>> = fc.oneof(
  fc
    .record({
      status: fc.constantFrom('True' as const, 'False' as const, 'Unknown' as const),
      changedAt: fc.constantFrom(NOW, '2026-11-21T03:13:00Z', null),
    })
    .map(({ status, changedAt }) => ({ conditions: [{ ...readyCondition(status), changedAt }] })),
  fc
    .subarray(taints, { maxLength: 2 })
    .map((keys) => ({ taints: keys.map((key) => ({ key, value: '', effect: 'NoSchedule', addedAt: null })) })),
  fc.constantFrom({ deletedAt: NOW }, { deletedAt: null }, { unschedulable: true }),
);

const nodesEdit = fc.array(fc.record({ node: fc.nat(NODE_COUNT - 1), change: nodeChange }), {
  minLength: 1,
  maxLength: 3,
});
const edits: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 4,
    arbitrary: nodesEdit.map(
      (all): Edit =>
        (snapshot) => {
          const changed = new Map(all.map(({ node, change }) => [`n${node}`, change]));
          const nodes = (snapshot.kubernetes.nodes ?? []).map((node) => ({ ...node, ...changed.get(node.name) }));
          const changes = [...changed.keys()].map((key) => ({ kind: 'nodes' as const, key }));
          return { snapshot: { ...snapshot, kubernetes: { ...snapshot.kubernetes, nodes } }, changes };
        },
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ rule: fc.nat(5), down: fc.subarray([0, 1, 2, 3, 4, 5]) })
      .map((edit): Edit => healthEdit(edit)),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 200 }).map(
      (seconds): Edit =>
        (snapshot) => {
          const takenAt = new Date(Date.parse(snapshot.takenAt) + seconds * 1000).toISOString();
          return { snapshot: { ...snapshot, takenAt }, changes: [] };
        },
    ),
  },
);

/** Azure's own answer for one rule: some members are down. */
function healthEdit({ rule: index, down }: { readonly rule: number; readonly down: readonly number[] }): Edit {
  return (snapshot) => {
    const rule = snapshot.azure.loadBalancers?.[0]?.rules[index]?.name ?? '';
    const backends = Array.from({ length: NODE_COUNT }, (_, at) => ({
      ipAddress: `10.224.0.${at + 4}`,
      networkInterfaceIPConfigurationId: null,
      since: null,
      state: down.includes(at) ? 'Down' : 'Up',
      reason: down.includes(at) ? 'Down_Probe_TcpProbeTimeout' : 'Up_Probe_Success',
    }));
    const health = { loadBalancer: 'kubernetes', rule, observedAt: snapshot.takenAt, backends };
    const ruleHealth = [...snapshot.probes.ruleHealth.filter((one) => one.rule !== rule), health];
    const key = `kubernetes/${rule}`.toLowerCase();
    return {
      snapshot: { ...snapshot, probes: { ...snapshot.probes, ruleHealth } },
      changes: [{ kind: 'ruleHealth', key }],
    };
  };
}

describe('reanalyze over the states of nodes', () => {
  it('concludes what a cold analysis concludes, for hosts of endpoints and for others', () => {
    fc.assert(
      fc.property(fc.array(edits, { minLength: 1, maxLength: 8 }), (sequence) => {
        let analysis = analyze(start);
        for (const edit of sequence) {
          const { snapshot, changes } = edit(analysis.snapshot);
          analysis = reanalyze(analysis, snapshot, { changes });
        }
        const cold = analyze(analysis.snapshot);
        expect(analysis.findings).toEqual(cold.findings);
        expect(reportCluster(analysis)).toEqual(reportCluster(cold));
        expect(summarizeCluster(analysis)).toEqual(summarizeCluster(cold));
        expect(summarizeNodes(analysis)).toEqual(summarizeNodes(cold));
      }),
      { numRuns: Number(process.env.NODES_RUNS ?? 200) },
    );
  });
});
