import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObservedProbe } from '../snapshot/probes-part.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { SnapshotChange } from '../snapshot/snapshot-delta.ts';
import { analyze } from './analyze.ts';
import { reanalyze } from './reanalyze.ts';
import { reportCluster } from './report-cluster.ts';
import { metricSeries, withMetrics } from './testing/with-metrics.ts';
import { readyCondition, testNode, testService, testSnapshot } from './testing/world.ts';

interface Edited {
  readonly snapshot: Snapshot;
  readonly change: SnapshotChange | null;
}
type Edit = (snapshot: Snapshot) => Edited;

const names = ['n0', 'n1', 'n2', 'n3', 'n4'];
const start = testSnapshot({
  nodes: names.map((name, index) => testNode(name, index)),
  services: [
    testService('web'),
    testService('local', { externalTrafficPolicy: 'Local', healthCheckNodePort: 32_001 }),
    testService('other', { externalTrafficPolicy: 'Local', healthCheckNodePort: 32_002 }),
  ],
  endpoints: {
    web: [{ node: 'n0' }, { node: 'n1' }, { node: 'n2' }],
    local: [{ node: 'n0' }],
    other: [{ node: 'n3' }],
  },
});

const nodeIndex = fc.nat(names.length - 1);

/** A node answers on a port: a further answer, or the only one that is kept. */
const answerEdit = fc
  .record({
    node: nodeIndex,
    port: fc.constantFrom(32_001, 32_002, 10_256, 30_080),
    result: fc.constantFrom('200', '503', 'refused', 'timeout'),
    keepsOthers: fc.boolean(),
  })
  .map(
    ({ node, port, result, keepsOthers }): Edit =>
      (snapshot) => {
        const protocol = port === 30_080 ? 'tcp' : 'http';
        const answer: ObservedProbe = {
          node: `n${node}`,
          port,
          protocol,
          path: protocol === 'http' ? '/healthz' : null,
          result: protocol === 'tcp' && result === '200' ? 'open' : result,
          localEndpoints: null,
          serviceProxyHealthy: null,
          at: snapshot.takenAt,
        };
        const rest = snapshot.probes.observed.filter(
          (one) => keepsOthers || one.node !== answer.node || one.port !== port,
        );
        const probes = { ...snapshot.probes, observed: [...rest, answer] };
        return { snapshot: { ...snapshot, probes }, change: { kind: 'observed', key: `${port}/n${node}` } };
      },
  );

const healthEdit = fc.record({ rule: fc.nat(2), down: nodeIndex, reason: fc.constantFrom('Down_Admin', 'NA', '') }).map(
  ({ rule: index, down, reason }): Edit =>
    (snapshot) => {
      const rule = snapshot.azure.loadBalancers?.[0]?.rules[index]?.name ?? '';
      const backends = names.map((_, at) => ({
        ipAddress: `10.224.0.${at + 4}`,
        networkInterfaceIPConfigurationId: null,
        since: null,
        state: at === down ? (reason === '' ? '' : 'Down') : 'Up',
        reason: at === down ? reason : 'Up_Probe_Success',
      }));
      const health = { loadBalancer: 'kubernetes', rule, observedAt: snapshot.takenAt, backends };
      const ruleHealth = [...snapshot.probes.ruleHealth.filter((one) => one.rule !== rule), health];
      const probes = { ...snapshot.probes, ruleHealth };
      const key = `kubernetes/${rule}`.toLowerCase();
      return { snapshot: { ...snapshot, probes }, change: { kind: 'ruleHealth', key } };
    },
);

const nodeEdit = fc.record({ node: nodeIndex, status: fc.constantFrom('True', 'False', 'Unknown') }).map(
  ({ node, status }): Edit =>
    (snapshot) => {
      const conditions = [{ ...readyCondition(status), changedAt: snapshot.takenAt }];
      const nodes = (snapshot.kubernetes.nodes ?? []).map((one) =>
        one.name === `n${node}` ? { ...one, conditions } : one,
      );
      const kubernetes = { ...snapshot.kubernetes, nodes };
      return { snapshot: { ...snapshot, kubernetes }, change: { kind: 'nodes', key: `n${node}` } };
    },
);

const endpointEdit = fc.record({ slice: fc.nat(2), ready: fc.boolean() }).map(
  ({ slice, ready }): Edit =>
    (snapshot) => {
      const target = snapshot.kubernetes.endpointSlices?.[slice];
      if (target === undefined) return { snapshot, change: null };
      const endpoints = target.endpoints.map((one, at) => (at === 0 ? { ...one, ready } : one));
      const endpointSlices = (snapshot.kubernetes.endpointSlices ?? []).map((one) =>
        one === target ? { ...one, endpoints } : one,
      );
      const kubernetes = { ...snapshot.kubernetes, endpointSlices };
      const key = `${target.namespace}/${target.name}`;
      return { snapshot: { ...snapshot, kubernetes }, change: { kind: 'endpointSlices', key } };
    },
);

const metricEdit = fc.record({ value: fc.constantFrom(0, 60, 100), used: fc.constantFrom(10, 800, 1000) }).map(
  ({ value, used }): Edit =>
    (snapshot) => {
      const backendIP = '10.224.0.4';
      const frontendIP = snapshot.kubernetes.services?.[0]?.ingress[0]?.ip ?? null;
      const startsAt = snapshot.takenAt;
      const measured = withMetrics(snapshot, [
        ...names.map((_, at) =>
          metricSeries('DipAvailability', [value, value, value], {
            frontendIP,
            frontendPort: 80,
            backendIP: `10.224.0.${at + 4}`,
            startsAt,
          }),
        ),
        metricSeries('AllocatedSnatPorts', [1024], { backendIP, startsAt }),
        metricSeries('UsedSnatPorts', [used], { backendIP, startsAt }),
      ]);
      return { snapshot: measured, change: { kind: 'loadBalancerMetrics', key: '*' } };
    },
);

const clockEdit = fc.constantFrom(1, 5, 10, 12, 17, 60, 300, 599, 601).map(
  (seconds): Edit =>
    (snapshot) => ({
      snapshot: { ...snapshot, takenAt: new Date(Date.parse(snapshot.takenAt) + seconds * 1000).toISOString() },
      change: null,
    }),
);

const edits = fc.array(
  fc.array(fc.oneof(answerEdit, answerEdit, healthEdit, nodeEdit, endpointEdit, metricEdit, clockEdit), {
    minLength: 1,
    maxLength: 3,
  }),
  { minLength: 1, maxLength: 6 },
);

describe('reanalyze over answers of probes', () => {
  it('concludes what a cold analysis concludes', () => {
    fc.assert(
      fc.property(edits, (rounds) => {
        let snapshot = start;
        let analysis = analyze(start);
        for (const round of rounds) {
          const changes: SnapshotChange[] = [];
          for (const edit of round) {
            const edited = edit(snapshot);
            snapshot = edited.snapshot;
            if (edited.change !== null) changes.push(edited.change);
          }
          analysis = reanalyze(analysis, snapshot, { changes });
          const cold = analyze(snapshot);
          expect(reportCluster(analysis)).toEqual(reportCluster(cold));
          expect(analysis.findings).toEqual(cold.findings);
          expect([...analysis.services.values()].map(({ state }) => state)).toEqual(
            [...cold.services.values()].map(({ state }) => state),
          );
        }
      }),
      { numRuns: Number(process.env.PROBES_RUNS ?? 150) },
    );
  });
});
