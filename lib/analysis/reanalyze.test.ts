import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClusterEvent } from '../snapshot/cluster-event.ts';
import type { Service } from '../snapshot/service.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { SnapshotChange } from '../snapshot/snapshot-delta.ts';
import { analyze } from './analyze.ts';
import { reanalyze } from './reanalyze.ts';
import { reportCluster } from './report-cluster.ts';
import { summarizeCluster } from './summarize-cluster.ts';
import { readyCondition, testNode, testService, testSnapshot } from './testing/world.ts';

const NODE_COUNT = 6;
const services = [
  testService('web'),
  testService('local', { externalTrafficPolicy: 'Local', healthCheckNodePort: 32_001 }),
  testService('dns', {
    ports: [{ name: 'dns', protocol: 'UDP', port: 53, targetPort: 53, nodePort: 30_053, appProtocol: null }],
  }),
];
const start = testSnapshot({
  nodes: Array.from({ length: NODE_COUNT }, (_, index) => testNode(`n${index}`, index)),
  services,
  endpoints: {
    web: [{ node: 'n0' }, { node: 'n1' }, { node: 'n1' }],
    local: [{ node: 'n2' }, { node: 'n3' }],
    dns: [{ node: 'n0' }],
  },
});

type Edit = (snapshot: Snapshot) => { readonly snapshot: Snapshot; readonly change: SnapshotChange | null };

function kubernetes(snapshot: Snapshot, part: Partial<Snapshot['kubernetes']>): Snapshot {
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, ...part } };
}

const endpointEdit = fc
  .record({
    slice: fc.nat(2),
    endpoint: fc.nat(2),
    state: fc.constantFrom('ready', 'not-ready', 'serving-terminating', 'terminating'),
  })
  .map(
    ({ slice, endpoint, state }): Edit =>
      (snapshot) => {
        const slices = [...(snapshot.kubernetes.endpointSlices ?? [])];
        const target = slices[slice % slices.length];
        if (!target) return { snapshot, change: null };
        const endpoints = target.endpoints.map((entry, index) =>
          index === endpoint % target.endpoints.length
            ? {
                ...entry,
                ready: state === 'ready',
                serving: state === 'ready' || state === 'serving-terminating',
                terminating: state.endsWith('terminating'),
              }
            : entry,
        );
        slices[slice % slices.length] = { ...target, endpoints };
        const change = { kind: 'endpointSlices' as const, key: `${target.namespace}/${target.name}` };
        return { snapshot: kubernetes(snapshot, { endpointSlices: slices }), change };
      },
  );

const nodeEdit = fc
  .record({
    node: fc.nat(NODE_COUNT - 1),
    what: fc.constantFrom('True', 'False', 'Unknown', 'taint', 'label', 'cordon'),
  })
  .map(
    ({ node, what }): Edit =>
      (snapshot) => {
        const nodes = (snapshot.kubernetes.nodes ?? []).map((entry) => {
          if (entry.name !== `n${node}`) return entry;
          if (what === 'taint') {
            const taint = {
              key: 'ToBeDeletedByClusterAutoscaler',
              value: '1795225465',
              effect: 'NoSchedule',
              addedAt: null,
            };
            return { ...entry, taints: entry.taints.length > 0 ? [] : [taint] };
          }
          if (what === 'label')
            return { ...entry, labels: { ...entry.labels, 'kubernetes.azure.com/priority': 'spot' } };
          if (what === 'cordon') return { ...entry, unschedulable: !entry.unschedulable };
          return { ...entry, conditions: [readyCondition(what)] };
        });
        return { snapshot: kubernetes(snapshot, { nodes }), change: { kind: 'nodes', key: `n${node}` } };
      },
  );

const nodeLoss = fc.nat(NODE_COUNT - 1).map(
  (node): Edit =>
    (snapshot) => {
      const nodes = (snapshot.kubernetes.nodes ?? []).filter((entry) => entry.name !== `n${node}`);
      return { snapshot: kubernetes(snapshot, { nodes }), change: { kind: 'nodes', key: `n${node}` } };
    },
);

const serviceEdit = fc
  .record({
    service: fc.nat(2),
    what: fc.constantFrom<Partial<Service> | 'remove'>(
      'remove',
      { ingress: [] },
      { externalTrafficPolicy: 'Local', healthCheckNodePort: 32_002 },
      { externalTrafficPolicy: 'Cluster', healthCheckNodePort: null },
    ),
  })
  .map(
    ({ service, what }): Edit =>
      (snapshot) => {
        const all = snapshot.kubernetes.services ?? [];
        const target = all[service % Math.max(1, all.length)];
        if (!target) return { snapshot, change: null };
        const next =
          what === 'remove'
            ? all.filter((entry) => entry !== target)
            : all.map((entry) => (entry === target ? { ...entry, ...what } : entry));
        return {
          snapshot: kubernetes(snapshot, { services: next }),
          change: { kind: 'services', key: `${target.namespace}/${target.name}` },
        };
      },
  );

const eventEdit = fc.constantFrom('SyncLoadBalancerFailed', 'EnsuredLoadBalancer', 'PreemptScheduled').map(
  (reason): Edit =>
    (snapshot) => {
      const onNode = reason === 'PreemptScheduled';
      const event: ClusterEvent = {
        objectKind: onNode ? 'Node' : 'Service',
        objectNamespace: onNode ? null : 'shop',
        objectName: onNode ? 'n1' : 'web',
        type: 'Warning',
        reason,
        message: reason,
        component: 'test',
        count: 1,
        firstAt: snapshot.takenAt,
        lastAt: snapshot.takenAt,
      };
      const events = [...(snapshot.kubernetes.events ?? []), event];
      return { snapshot: kubernetes(snapshot, { events }), change: { kind: 'events', key: `shop/${reason}` } };
    },
);

const healthEdit = fc.record({ node: fc.nat(NODE_COUNT - 1), up: fc.boolean() }).map(
  ({ node, up }): Edit =>
    (snapshot) => {
      const rule = snapshot.azure.loadBalancers?.[0]?.rules[0]?.name ?? '';
      const backend = {
        ipAddress: `10.224.0.${node + 4}`,
        networkInterfaceIPConfigurationId: null,
        since: null,
        state: up ? 'Up' : 'Down',
        reason: up ? 'Up_Probe_Success' : 'Down_Probe_TcpProbeTimeout',
      };
      const ruleHealth = [{ loadBalancer: 'kubernetes', rule, observedAt: snapshot.takenAt, backends: [backend] }];
      return {
        snapshot: { ...snapshot, probes: { ...snapshot.probes, ruleHealth } },
        change: { kind: 'ruleHealth', key: `kubernetes/${rule}` },
      };
    },
);

const clockEdit = fc.integer({ min: 1, max: 900 }).map(
  (seconds): Edit =>
    (snapshot) => {
      const takenAt = new Date(Date.parse(snapshot.takenAt) + seconds * 1000).toISOString();
      return { snapshot: { ...snapshot, takenAt }, change: null };
    },
);

/** Azure is read anew, and nothing in it has changed. */
const readEdit = fc.constant<Edit>((snapshot) => ({
  snapshot: {
    ...snapshot,
    sources: { ...snapshot.sources, azure: { ...snapshot.sources.azure, observedAt: snapshot.takenAt } },
  },
  change: { kind: 'sources', key: '*' },
}));

const edits = fc.array(
  fc.oneof(readEdit, endpointEdit, nodeEdit, nodeLoss, serviceEdit, eventEdit, healthEdit, clockEdit),
  {
    minLength: 1,
    maxLength: 8,
  },
);

describe('reanalyze', () => {
  it('concludes after any changes what a cold analysis concludes', () => {
    fc.assert(
      fc.property(edits, (sequence) => {
        let analysis = analyze(start);
        for (const edit of sequence) {
          const { snapshot, change } = edit(analysis.snapshot);
          analysis = reanalyze(analysis, snapshot, { changes: change === null ? [] : [change] });
        }
        const cold = analyze(analysis.snapshot);
        expect(reportCluster(analysis)).toEqual(reportCluster(cold));
        expect(summarizeCluster(analysis)).toEqual(summarizeCluster(cold));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps what an endpoint change does not concern', () => {
    const before = analyze(start);
    const slices = (start.kubernetes.endpointSlices ?? []).map((slice) =>
      slice.serviceName === 'web' ? { ...slice, endpoints: [] } : slice,
    );
    const after = reanalyze(before, kubernetes(start, { endpointSlices: slices }), {
      changes: [{ kind: 'endpointSlices', key: 'shop/web-abcde' }],
    });
    expect(after.services.get('shop/local')).toBe(before.services.get('shop/local'));
    expect(after.services.get('shop/web')).not.toBe(before.services.get('shop/web'));
  });
});
