import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../../fixtures/read-fixture.ts';
import type { ClusterEvent } from '../snapshot/cluster-event.ts';
import type { KubernetesPart } from '../snapshot/kubernetes-part.ts';
import type { Service } from '../snapshot/service.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { SnapshotChange } from '../snapshot/snapshot-delta.ts';
import { analyze } from './analyze.ts';
import { reanalyze } from './reanalyze.ts';
import { reportCluster } from './report-cluster.ts';
import { testNode, testService, testSnapshot } from './testing/world.ts';

interface Edited {
  readonly snapshot: Snapshot;
  readonly change: SnapshotChange | null;
}
type Edit = (snapshot: Snapshot) => Edited;

const names = ['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6'];
const world = testSnapshot({
  nodes: names.map((name, index) => testNode(name, index)),
  services: [testService('web'), testService('local', { externalTrafficPolicy: 'Local' })],
  endpoints: { web: names.map((node) => ({ node })), local: [{ node: 'n0' }, { node: 'n3' }, { node: 'n1' }] },
});
const { snapshot: several } = await readFixture('controller/multislb/mixed');

function kubernetes(snapshot: Snapshot, change: Partial<KubernetesPart>): Snapshot {
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, ...change } };
}

function pick<T>(list: readonly T[] | null, index: number): T | undefined {
  return list?.[index % Math.max(1, list.length)];
}

const P = 'service.beta.kubernetes.io/azure-load-balancer-';

const serviceChange = fc.constantFrom<(snapshot: Snapshot) => Partial<Service>>(
  ({ takenAt }) => ({ deletedAt: takenAt, finalizers: ['service.kubernetes.io/load-balancer-cleanup'] }),
  () => ({ deletedAt: null }),
  () => ({ sessionAffinity: 'ClientIP' }),
  () => ({ sessionAffinity: 'None' }),
  () => ({ ingress: [] }),
  () => ({ annotations: { [`${P}disable-tcp-reset`]: 'true', [`${P}mode`]: 'auto' } }),
  () => ({ annotations: { [`${P}tcp-idle-timeout`]: '30' } }),
  () => ({ annotations: {} }),
);

const serviceEdit = fc.record({ index: fc.nat(3), change: serviceChange }).map(
  ({ index, change }): Edit =>
    (snapshot) => {
      const target = pick(snapshot.kubernetes.services, index);
      if (target === undefined) return { snapshot, change: null };
      const services = (snapshot.kubernetes.services ?? []).map((service) =>
        service === target ? { ...service, ...change(snapshot) } : service,
      );
      const key = `${target.namespace}/${target.name}`;
      return { snapshot: kubernetes(snapshot, { services }), change: { kind: 'services', key } };
    },
);

const eventEdit = fc
  .record({
    index: fc.nat(3),
    reason: fc.constantFrom(
      'EnsuringLoadBalancer',
      'EnsuredLoadBalancer',
      'SyncLoadBalancerFailed',
      'DeleteLoadBalancerFailed',
      'LoadBalancerBackendPoolUpdateFailed',
    ),
  })
  .map(
    ({ index, reason }): Edit =>
      (snapshot) => {
        const target = pick(snapshot.kubernetes.services, index);
        if (target === undefined) return { snapshot, change: null };
        const event: ClusterEvent = {
          objectKind: 'Service',
          objectNamespace: target.namespace,
          objectName: target.name,
          type: 'Normal',
          reason,
          message: 'ScopeLocked',
          component: 'test',
          count: 1,
          firstAt: snapshot.takenAt,
          lastAt: snapshot.takenAt,
        };
        const events = [...(snapshot.kubernetes.events ?? []), event];
        return { snapshot: kubernetes(snapshot, { events }), change: { kind: 'events', key: 'x/y' } };
      },
  );

/** A pod turned ready now. */
const podEdit = fc.nat(3).map(
  (index): Edit =>
    (snapshot) => {
      const target = pick(snapshot.kubernetes.pods, index);
      if (target === undefined) return { snapshot, change: null };
      const pods = (snapshot.kubernetes.pods ?? []).map((pod) =>
        pod === target ? { ...pod, readyChangedAt: snapshot.takenAt } : pod,
      );
      const key = `${target.namespace}/${target.name}`;
      return { snapshot: kubernetes(snapshot, { pods }), change: { kind: 'pods', key } };
    },
);

/** One member of one pool goes. */
const poolEdit = fc.nat(5).map(
  (index): Edit =>
    (snapshot) => {
      const loadBalancers = (snapshot.azure.loadBalancers ?? []).map((lb) => ({
        ...lb,
        pools: lb.pools.map((pool) => ({ ...pool, members: pool.members.filter((_, at) => at !== index) })),
      }));
      const azure = { ...snapshot.azure, loadBalancers };
      return { snapshot: { ...snapshot, azure }, change: { kind: 'loadBalancers', key: '*' } };
    },
);

const machineEdit = fc.constantFrom('Failed', 'Succeeded').map(
  (provisioningState): Edit =>
    (snapshot) => {
      const vm = { id: '/vm', instanceId: '0', computerName: 'n0', provisioningState, powerState: null };
      const azure = { ...snapshot.azure, scaleSetVms: [vm] };
      return { snapshot: { ...snapshot, azure }, change: { kind: 'scaleSetVms', key: '/vm' } };
    },
);

const zoneEdit = fc.record({ node: fc.nat(6), zone: fc.integer({ min: 1, max: 3 }) }).map(
  ({ node, zone }): Edit =>
    (snapshot) => {
      const target = pick(snapshot.kubernetes.nodes, node);
      if (target === undefined) return { snapshot, change: null };
      const labels = { ...target.labels, 'topology.kubernetes.io/zone': `westeurope-${zone}` };
      const nodes = (snapshot.kubernetes.nodes ?? []).map((entry) => (entry === target ? { ...entry, labels } : entry));
      return { snapshot: kubernetes(snapshot, { nodes }), change: { kind: 'nodes', key: target.name } };
    },
);

const clockEdit = fc.constantFrom(1, 30, 59, 60, 61, 119, 120, 299, 300, 400).map(
  (seconds): Edit =>
    (snapshot) => {
      const takenAt = new Date(Date.parse(snapshot.takenAt) + seconds * 1000).toISOString();
      return { snapshot: { ...snapshot, takenAt }, change: null };
    },
);

const edits = fc.array(
  fc.oneof(serviceEdit, eventEdit, podEdit, poolEdit, machineEdit, zoneEdit, clockEdit, clockEdit),
  { minLength: 1, maxLength: 8 },
);

describe('reanalyze of what Azure findings read', () => {
  it.each([
    ['one load balancer', world],
    ['several', several],
  ] as const)('concludes what a cold analysis concludes: %s', (_what, start) => {
    fc.assert(
      fc.property(edits, (sequence) => {
        let analysis = analyze(start);
        for (const edit of sequence) {
          const { snapshot, change } = edit(analysis.snapshot);
          analysis = reanalyze(analysis, snapshot, { changes: change === null ? [] : [change] });
        }
        expect(reportCluster(analysis)).toEqual(reportCluster(analyze(analysis.snapshot)));
      }),
      { numRuns: 200 },
    );
  });
});
