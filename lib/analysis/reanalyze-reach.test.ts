import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClusterEvent } from '../snapshot/cluster-event.ts';
import type { ClusterNode } from '../snapshot/cluster-node.ts';
import type { KubernetesPart } from '../snapshot/kubernetes-part.ts';
import type { ManagedCluster } from '../snapshot/managed-cluster.ts';
import type { Service } from '../snapshot/service.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { SnapshotChange } from '../snapshot/snapshot-delta.ts';
import { analyze } from './analyze.ts';
import { reanalyze } from './reanalyze.ts';
import { reportCluster } from './report-cluster.ts';
import { ago } from './testing/found.ts';
import { testManagedCluster } from './testing/managed-cluster.ts';
import { withReadyPods } from './testing/ready-pods.ts';
import { readyCondition, testNode, testService, testSnapshot } from './testing/world.ts';

interface Edited {
  readonly snapshot: Snapshot;
  readonly change: SnapshotChange | null;
}
type Edit = (snapshot: Snapshot) => Edited;

const P = 'service.beta.kubernetes.io/';
const nodeNames = ['n0', 'n1', 'n2', 'n3'];
const bare = testSnapshot({
  nodes: nodeNames.map((name, index) => ({ ...testNode(name, index), podCidrs: [`10.244.${index}.0/24`] })),
  services: [
    testService('web'),
    testService('local', { externalTrafficPolicy: 'Local', loadBalancerSourceRanges: ['203.0.113.0/24'] }),
  ],
  endpoints: { web: nodeNames.map((node) => ({ node })), local: [{ node: 'n0' }, { node: 'n2' }] },
});

const managedCluster: ManagedCluster = testManagedCluster({ kubeProxyEnabled: true, kubeProxyMode: 'ipvs' });

/** Pods of the Local Service, ready for long, so that what Azure says of its nodes can be dated. */
const world = withReadyPods({ ...bare, azure: { ...bare.azure, managedCluster } }, ago(3600));

function kubernetes(snapshot: Snapshot, change: Partial<KubernetesPart>): Snapshot {
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, ...change } };
}

const nodeChange = fc.constantFrom<(node: ClusterNode) => Partial<ClusterNode>>(
  ({ labels }) => ({ labels: { ...labels, 'node.kubernetes.io/exclude-from-external-load-balancers': 'true' } }),
  ({ labels }) => ({ labels: { ...labels, 'kubernetes.io/os': 'windows' } }),
  ({ name }) => ({ labels: { 'kubernetes.azure.com/agentpool': 'apps', 'kubernetes.io/hostname': name } }),
  () => ({ podCidrs: [] }),
  () => ({ podCidrs: ['10.250.0.0/24'] }),
  () => ({ createdAt: ago(10) }),
  () => ({ conditions: [readyCondition('Unknown')] }),
  () => ({ conditions: [readyCondition('True')] }),
);

const nodeEdit = fc.record({ index: fc.nat(3), change: nodeChange }).map(
  ({ index, change }): Edit =>
    (snapshot) => {
      const target = snapshot.kubernetes.nodes?.[index];
      if (target === undefined) return { snapshot, change: null };
      const nodes = (snapshot.kubernetes.nodes ?? []).map((node) =>
        node === target ? { ...node, ...change(node) } : node,
      );
      return { snapshot: kubernetes(snapshot, { nodes }), change: { kind: 'nodes', key: target.name } };
    },
);

const serviceChange = fc.constantFrom<Partial<Service>>(
  { loadBalancerSourceRanges: ['10.244.0.0/22'] },
  { loadBalancerSourceRanges: ['203.0.113.0/24'] },
  { loadBalancerSourceRanges: [] },
  { annotations: { [`${P}azure-allowed-service-tags`]: 'AzureCloud' } },
  { annotations: { [`${P}azure-pls-create`]: 'true', [`${P}azure-pls-proxy-protocol`]: 'true' } },
  {
    annotations: {
      [`${P}azure-load-balancer-internal`]: 'true',
      [`${P}azure-disable-load-balancer-floating-ip`]: 'true',
    },
  },
  { ingress: [{ ip: '10.224.1.9', hostname: null, ipMode: 'Proxy' }] },
  { healthCheckNodePort: 32_001 },
);

const serviceEdit = fc.record({ index: fc.nat(1), change: serviceChange }).map(
  ({ index, change }): Edit =>
    (snapshot) => {
      const target = snapshot.kubernetes.services?.[index];
      if (target === undefined) return { snapshot, change: null };
      const services = (snapshot.kubernetes.services ?? []).map((service) =>
        service === target ? { ...service, ...change } : service,
      );
      const key = `${target.namespace}/${target.name}`;
      return { snapshot: kubernetes(snapshot, { services }), change: { kind: 'services', key } };
    },
);

const eventEdit = fc
  .record({ node: fc.constantFrom(...nodeNames, 'n9'), port: fc.constantFrom(32_000, 32_001), service: fc.boolean() })
  .map(
    ({ node, port, service }): Edit =>
      (snapshot) => {
        const event: ClusterEvent = {
          objectKind: 'Service',
          objectNamespace: 'shop',
          objectName: service ? 'local' : 'web',
          type: 'Warning',
          reason: service ? 'FailedToStartServiceHealthcheck' : 'EnsuringLoadBalancer',
          message: `node ${node} failed to start healthcheck "shop/local" on port ${port}: in use`,
          component: 'kube-proxy',
          count: 1,
          firstAt: snapshot.takenAt,
          lastAt: snapshot.takenAt,
        };
        const events = [...(snapshot.kubernetes.events ?? []), event];
        return { snapshot: kubernetes(snapshot, { events }), change: { kind: 'events', key: 'x/y' } };
      },
  );

/** What Azure says of each node for one rule. */
const healthEdit = fc.record({ index: fc.nat(1), up: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }) }).map(
  ({ index, up }): Edit =>
    (snapshot) => {
      const rule = snapshot.azure.loadBalancers?.[0]?.rules[index]?.name ?? '';
      const backends = up.map((isUp, at) => ({
        ipAddress: `10.224.0.${at + 4}`,
        networkInterfaceIPConfigurationId: null,
        since: null,
        state: isUp ? 'Up' : 'Down',
        reason: isUp ? 'Up_Probe_Success' : 'Down_Probe_HttpStatusCodeError',
      }));
      const others = snapshot.probes.ruleHealth.filter((health) => health.rule !== rule);
      const ruleHealth = [...others, { loadBalancer: 'kubernetes', rule, observedAt: snapshot.takenAt, backends }];
      const probes = { ...snapshot.probes, ruleHealth };
      return { snapshot: { ...snapshot, probes }, change: { kind: 'ruleHealth', key: `kubernetes/${rule}` } };
    },
);

const clockEdit = fc.constantFrom(1, 60, 119, 120, 290, 300, 599, 600, 601).map(
  (seconds): Edit =>
    (snapshot) => {
      const takenAt = new Date(Date.parse(snapshot.takenAt) + seconds * 1000).toISOString();
      return { snapshot: { ...snapshot, takenAt }, change: null };
    },
);

const edits = fc.array(fc.oneof(nodeEdit, serviceEdit, eventEdit, healthEdit, clockEdit), {
  minLength: 1,
  maxLength: 10,
});

describe('reanalyze', () => {
  it('follows what decides who reaches a Service', () => {
    fc.assert(
      fc.property(edits, (steps) => {
        let snapshot = world;
        let analysis = analyze(snapshot);
        for (const step of steps) {
          const edited = step(snapshot);
          snapshot = edited.snapshot;
          analysis = reanalyze(analysis, snapshot, { changes: edited.change === null ? [] : [edited.change] });
          expect(reportCluster(analysis)).toEqual(reportCluster(analyze(snapshot)));
        }
      }),
      { numRuns: 60 },
    );
  });
});
