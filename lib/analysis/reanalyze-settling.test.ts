import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withTurns } from '../snapshot/endpoint-turns.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { SnapshotChange } from '../snapshot/snapshot-delta.ts';
import { analyze } from './analyze.ts';
import { reanalyze } from './reanalyze.ts';
import { reportCluster } from './report-cluster.ts';
import { reportService } from './report-service.ts';
import { summarizeCluster } from './summarize-cluster.ts';
import { editNode } from './testing/edit.ts';
import { readyCondition, testNode, testService, testSnapshot } from './testing/world.ts';

interface Edited {
  readonly snapshot: Snapshot;
  readonly change: SnapshotChange | null;
}
type Edit = (snapshot: Snapshot) => Edited;

const nodeNames = ['n0', 'n1', 'n2', 'n3'];
const world = testSnapshot({
  nodes: nodeNames.map((name, index) => testNode(name, index)),
  services: [testService('web'), testService('local', { externalTrafficPolicy: 'Local' })],
  endpoints: {
    web: nodeNames.map((node) => ({ node })),
    local: [...nodeNames, 'n0'].map((node) => ({ node })),
  },
});

const states = {
  ready: { ready: true, serving: true, terminating: false },
  draining: { ready: false, serving: true, terminating: true },
  ended: { ready: false, serving: false, terminating: true },
  unready: { ready: false, serving: false, terminating: false },
} as const;

/** An endpoint becomes something else, and the one who watches notes when. */
const endpointEdit = fc
  .record({
    index: fc.nat(4),
    service: fc.constantFrom('web', 'local'),
    state: fc.constantFrom(...Object.values(states)),
  })
  .map(
    ({ index, service, state }): Edit =>
      (snapshot) => {
        const slices = snapshot.kubernetes.endpointSlices ?? [];
        const target = slices.find(({ serviceName }) => serviceName === service);
        if (target === undefined) return { snapshot, change: null };
        const endpoints = target.endpoints.map((endpoint, at) => (at === index ? { ...endpoint, ...state } : endpoint));
        const turned = withTurns(target, { ...target, endpoints }, Date.parse(snapshot.takenAt));
        const endpointSlices = slices.map((slice) => (slice === target ? turned : slice));
        return {
          snapshot: { ...snapshot, kubernetes: { ...snapshot.kubernetes, endpointSlices } },
          change: { kind: 'endpointSlices', key: `${target.namespace}/${target.name}` },
        };
      },
  );

const nodeEdit = fc
  .record({ name: fc.constantFrom(...nodeNames), ready: fc.constantFrom('True', 'False', 'Unknown') })
  .map(
    ({ name, ready }): Edit =>
      (snapshot) => ({
        snapshot: editNode(snapshot, name, { conditions: [readyCondition(ready)] }),
        change: { kind: 'nodes', key: name },
      }),
  );

/** What Azure says of each node for the rule of the Local Service. */
const healthEdit = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }).map(
  (up): Edit =>
    (snapshot) => {
      const rule = snapshot.azure.loadBalancers?.[0]?.rules[1]?.name ?? '';
      const backends = up.map((isUp, at) => ({
        ipAddress: `10.224.0.${at + 4}`,
        networkInterfaceIPConfigurationId: null,
        since: null,
        state: isUp ? 'Up' : 'Down',
        reason: isUp ? 'Up_Probe_Success' : 'Down_Probe_HttpStatusCodeError',
      }));
      const ruleHealth = [{ loadBalancer: 'kubernetes', rule, observedAt: snapshot.takenAt, backends }];
      return {
        snapshot: { ...snapshot, probes: { ...snapshot.probes, ruleHealth } },
        change: { kind: 'ruleHealth', key: `kubernetes/${rule}` },
      };
    },
);

const clockEdit = fc.constantFrom(1, 3, 6, 9, 11, 12, 13, 600).map(
  (seconds): Edit =>
    (snapshot) => {
      const takenAt = new Date(Date.parse(snapshot.takenAt) + seconds * 1000).toISOString();
      return { snapshot: { ...snapshot, takenAt }, change: null };
    },
);

const step = fc.oneof(endpointEdit, endpointEdit, clockEdit, clockEdit, nodeEdit, healthEdit);
const told = (analysis: ReturnType<typeof analyze>) => [
  reportCluster(analysis),
  summarizeCluster(analysis),
  reportService(analysis, { namespace: 'shop', name: 'local' }),
];

it('reanalyze follows what a probe has not noticed yet, and when it has', () => {
  let settling = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      let snapshot = world;
      let analysis = analyze(snapshot);
      for (const edit of steps) {
        const edited = edit(snapshot);
        snapshot = edited.snapshot;
        analysis = reanalyze(analysis, snapshot, { changes: edited.change === null ? [] : [edited.change] });
        expect(told(analysis)).toEqual(told(analyze(snapshot)));
        if (summarizeCluster(analysis).services.some(({ sentence }) => sentence.startsWith('Settling'))) settling++;
      }
    }),
    { numRuns: 80 },
  );
  expect(settling).toBeGreaterThan(0);
});
