import fc from 'fast-check';
import type { ClusterNode } from '../../snapshot/cluster-node.ts';
import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { withHealth } from './with-health.ts';
import { readyCondition, type TestEndpoint, testNode, testService, testSnapshot } from './world.ts';

const NAMES = ['web', 'api-v2', 'edge'] as const;

const nodeChanges: fc.Arbitrary<Partial<ClusterNode>> = fc.record({
  conditions: fc
    .constantFrom('True' as const, 'True' as const, 'False' as const, 'Unknown' as const)
    .map((status) => [readyCondition(status)]),
  unschedulable: fc.boolean(),
  taints: fc.constantFrom(
    [],
    [],
    [{ key: 'ToBeDeletedByClusterAutoscaler', value: '', effect: 'NoSchedule', addedAt: null }],
  ),
  labels: fc.constantFrom({}, {}, {}, { 'node.kubernetes.io/exclude-from-external-load-balancers': 'true' }),
});

const nodes = fc
  .array(nodeChanges, { maxLength: 6 })
  .map((all) => all.map((changes, index) => testNode(`n${index}`, index, changes)));

/** One node more than there may be, and none. */
const endpoint: fc.Arbitrary<TestEndpoint> = fc.record({
  node: fc.constantFrom('n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6', null),
  state: fc.constantFrom('ready', 'ready', 'ready', 'not-ready', 'serving-terminating', 'terminating'),
  hintZones: fc.constantFrom([], [], ['westeurope-1'], ['westeurope-2', 'westeurope-3']),
});

const annotations = fc.constantFrom<Readonly<Record<string, string>>>(
  {},
  {},
  { 'service.beta.kubernetes.io/port_80_no_probe_rule': 'true' },
  { 'service.beta.kubernetes.io/azure-load-balancer-health-probe-protocol': 'http' },
  { 'service.beta.kubernetes.io/azure-disable-load-balancer-floating-ip': 'true' },
  { 'service.beta.kubernetes.io/azure-load-balancer-health-probe-interval': '1' },
);

const ports = (place: number): Service['ports'] =>
  (['http', 'dns'] as const).map((name, index) => ({
    name,
    protocol: name === 'dns' ? 'UDP' : 'TCP',
    port: name === 'dns' ? 53 : 80,
    targetPort: 8080,
    nodePort: 30_080 + 10 * place + index,
    appProtocol: null,
  }));

function serviceNamed(name: string, place: number): fc.Arbitrary<Service> {
  return fc
    .record({
      policy: fc.constantFrom('Cluster' as const, 'Local' as const),
      sessionAffinity: fc.constantFrom('None' as const, 'ClientIP' as const),
      count: fc.integer({ min: 1, max: 2 }),
      annotations,
    })
    .map(({ policy, count, ...changes }) =>
      testService(name, {
        ...changes,
        externalTrafficPolicy: policy,
        healthCheckNodePort: policy === 'Local' ? 32_000 + place : null,
        ports: ports(place).slice(0, count),
      }),
    );
}

const reason = fc.constantFrom('Up_Probe_Success', 'Up_Probe_Success', 'Down_Probe_TcpProbeTimeout');

/** A cluster that could be: Azure is what the controller makes of its Services, and sometimes says what its probes met. */
export function arbitraryWorld(): fc.Arbitrary<Snapshot> {
  return fc
    .record({
      nodes,
      services: fc.tuple(...NAMES.map(serviceNamed)),
      endpoints: fc.array(fc.array(endpoint, { maxLength: 6 }), { minLength: 3, maxLength: 3 }),
      reasons: fc.option(fc.array(reason, { maxLength: 6 }), { nil: null }),
    })
    .map(({ endpoints, reasons, ...world }) => {
      const byName = Object.fromEntries(NAMES.map((name, index) => [name, endpoints[index] ?? []]));
      const snapshot = testSnapshot({ ...world, endpoints: byName });
      return reasons === null ? snapshot : withHealth(snapshot, reasons.slice(0, world.nodes.length));
    });
}
