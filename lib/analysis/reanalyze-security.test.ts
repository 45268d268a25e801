import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClusterEvent } from '../snapshot/cluster-event.ts';
import type { Service } from '../snapshot/service.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { SnapshotChange } from '../snapshot/snapshot-delta.ts';
import { analyze } from './analyze.ts';
import { reanalyze } from './reanalyze.ts';
import { reportCluster } from './report-cluster.ts';
import { addSecurityRule, editSecurityRules, withSecurityGroup } from './testing/security-group.ts';
import { testNode, testService, testSnapshot } from './testing/world.ts';

interface Edited {
  readonly snapshot: Snapshot;
  readonly change: SnapshotChange | null;
}
type Edit = (snapshot: Snapshot) => Edited;

const P = 'service.beta.kubernetes.io/';
const shared = [{ ip: '20.1.1.1', hostname: null, ipMode: 'VIP' }];
const second = {
  name: 'tls',
  protocol: 'TCP',
  port: 443,
  targetPort: 8443,
  nodePort: 30_443,
  appProtocol: null,
} as const;
const nodes = ['n0', 'n1'];
const services = [
  testService('one', { ingress: shared, annotations: { [`${P}azure-allowed-ip-ranges`]: '203.0.113.0/24' } }),
  testService('two', { ingress: shared, ports: [second] }),
  testService('web'),
];
const plain = testSnapshot({
  nodes: nodes.map((name, index) => testNode(name, index)),
  services,
  endpoints: { one: [{ node: 'n0' }], two: [{ node: 'n1' }], web: [{ node: 'n0' }] },
});
const world = withSecurityGroup(plain);

const serviceChange = fc.constantFrom<Partial<Service>>(
  { ports: [second] },
  { ports: [{ ...second, port: 80, nodePort: 30_080 }] },
  { annotations: {} },
  { annotations: { [`${P}azure-allowed-ip-ranges`]: '203.0.113.0/24,198.51.100.0/24' } },
  { annotations: { [`${P}azure-disable-load-balancer-nsg-rule`]: 'true' } },
  {
    annotations: { [`${P}azure-deny-all-except-load-balancer-source-ranges`]: 'true' },
    loadBalancerSourceRanges: ['203.0.113.0/24'],
  },
  { ingress: shared },
  { ingress: [] },
  { ingress: [{ ip: '20.2.2.2', hostname: null, ipMode: 'VIP' }] },
);

const serviceEdit = fc.record({ index: fc.nat(2), change: serviceChange }).map(
  ({ index, change }): Edit =>
    (snapshot) => {
      const target = snapshot.kubernetes.services?.[index];
      if (target === undefined) return { snapshot, change: null };
      const edited = (snapshot.kubernetes.services ?? []).map((service) =>
        service === target ? { ...service, ...change } : service,
      );
      const kubernetes = { ...snapshot.kubernetes, services: edited };
      return { snapshot: { ...snapshot, kubernetes }, change: { kind: 'services', key: `shop/${target.name}` } };
    },
);

const goneEdit = fc.nat(2).map(
  (index): Edit =>
    (snapshot) => {
      const target = snapshot.kubernetes.services?.[index];
      if (target === undefined) return { snapshot, change: null };
      const left = (snapshot.kubernetes.services ?? []).filter((service) => service !== target);
      const kubernetes = { ...snapshot.kubernetes, services: left };
      return { snapshot: { ...snapshot, kubernetes }, change: { kind: 'services', key: `shop/${target.name}` } };
    },
);

const eventEdit = fc
  .record({
    name: fc.constantFrom('one', 'two', 'web', 'gone'),
    reason: fc.constantFrom(
      'EnsuringLoadBalancer',
      'EnsuredLoadBalancer',
      'SyncLoadBalancerFailed',
      'DeletedLoadBalancer',
    ),
  })
  .map(
    ({ name, reason }): Edit =>
      (snapshot) => {
        const event: ClusterEvent = {
          objectKind: 'Service',
          objectNamespace: 'shop',
          objectName: name,
          type: 'Normal',
          reason,
          message: '',
          component: 'test',
          count: 1,
          firstAt: snapshot.takenAt,
          lastAt: snapshot.takenAt,
        };
        const kubernetes = { ...snapshot.kubernetes, events: [...(snapshot.kubernetes.events ?? []), event] };
        return { snapshot: { ...snapshot, kubernetes }, change: { kind: 'events', key: 'x/y' } };
      },
  );

/** The groups are read again, and are as they were. */
const readEdit = fc.constant<Edit>((snapshot) => {
  const { azure } = snapshot.sources;
  const status = {
    resource: 'networkSecurityGroups',
    state: 'live' as const,
    observedAt: snapshot.takenAt,
    error: null,
    denied: null,
  };
  const sources = { ...snapshot.sources, azure: { ...azure, resources: [status] } };
  return { snapshot: { ...snapshot, sources }, change: { kind: 'sources', key: '*' } };
});

const groupEdit = fc
  .constantFrom<(snapshot: Snapshot) => Snapshot>(
    withSecurityGroup,
    (snapshot) => addSecurityRule(snapshot, { destinations: ['20.1.1.1'] }),
    (snapshot) => addSecurityRule(snapshot, { destinations: ['20.9.9.9'] }),
    (snapshot) => editSecurityRules(snapshot, (rule) => (rule.access === 'Deny' ? null : rule)),
    (snapshot) => editSecurityRules(snapshot, (rule) => ({ ...rule, sources: ['203.0.113.0/24'] })),
  )
  .map(
    (edit): Edit =>
      (snapshot) => ({ snapshot: edit(snapshot), change: { kind: 'networkSecurityGroups', key: '*' } }),
  );

const clockEdit = fc.constantFrom(1, 60, 119, 120, 121).map(
  (seconds): Edit =>
    (snapshot) => {
      const takenAt = new Date(Date.parse(snapshot.takenAt) + seconds * 1000).toISOString();
      return { snapshot: { ...snapshot, takenAt }, change: null };
    },
);

const edits = fc.array(fc.oneof(serviceEdit, goneEdit, eventEdit, readEdit, groupEdit, clockEdit), {
  minLength: 1,
  maxLength: 10,
});

describe('reanalyze', () => {
  it('follows security groups, and Services that share an address', () => {
    const told = new Set<string>();
    fc.assert(
      fc.property(edits, (steps) => {
        let snapshot = world;
        let analysis = analyze(snapshot);
        for (const step of steps) {
          const edited = step(snapshot);
          snapshot = edited.snapshot;
          analysis = reanalyze(analysis, snapshot, { changes: edited.change === null ? [] : [edited.change] });
          expect(reportCluster(analysis)).toEqual(reportCluster(analyze(snapshot)));
          for (const { code } of analysis.findings) told.add(code);
        }
      }),
      { numRuns: 50 },
    );
    expect([...told]).toContain('security-rule-drift');
  });
});
