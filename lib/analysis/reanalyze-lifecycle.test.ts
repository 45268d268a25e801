import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { ResourceKind } from '../snapshot/snapshot-delta.ts';
import type { Workload } from '../snapshot/workload.ts';
import { analyze } from './analyze.ts';
import { reanalyze } from './reanalyze.ts';
import { reportCluster } from './report-cluster.ts';
import { ONE_PER_NODE, testBudget, testContainer, testSpread, testWorkload } from './testing/workloads.ts';
import { testNode, testService, testSnapshot } from './testing/world.ts';

const NAMES = ['web', 'api'];
const strictSpread = testSpread('kubernetes.io/hostname', {
  whenUnsatisfiable: 'DoNotSchedule',
  nodeTaintsPolicy: null,
});

const start: Snapshot = {
  ...testSnapshot({
    nodes: ['n0', 'n1', 'n2', 'n3'].map((name, index) => testNode(name, index)),
    services: [
      testService('web', { externalTrafficPolicy: 'Local' }),
      testService('api', { ports: [{ ...(testService('api').ports[0] ?? fail()), port: 81, nodePort: 30_081 }] }),
    ],
    endpoints: { web: [{ node: 'n0' }, { node: 'n1' }], api: [{ node: 'n0' }, { node: 'n2' }] },
  }),
};

function fail(): never {
  throw new Error('a test Service has a port');
}

type Edit = (snapshot: Snapshot) => { readonly snapshot: Snapshot; readonly kind: ResourceKind; readonly key: string };

/** Puts one object into a list in the place of its namesake, or takes that away. */
function put<K extends 'workloads' | 'disruptionBudgets' | 'autoscalers'>(
  kind: K,
  item: NonNullable<Snapshot['kubernetes'][K]>[number],
  isGone: boolean,
): Edit {
  return (snapshot) => {
    const others = (snapshot.kubernetes[kind] ?? []).filter(({ name }) => name !== item.name);
    const kubernetes = { ...snapshot.kubernetes, [kind]: isGone ? others : [...others, item] };
    return { snapshot: { ...snapshot, kubernetes }, kind, key: `shop/${item.name}` };
  };
}

const workloadEdit = fc
  .record({
    name: fc.constantFrom(...NAMES),
    app: fc.constantFrom(...NAMES),
    kind: fc.constantFrom<Workload['kind']>('Deployment', 'StatefulSet', 'DaemonSet'),
    replicas: fc.nat(4),
    readyReplicas: fc.nat(4),
    minReadySeconds: fc.constantFrom(0, 15),
    seconds: fc.constantFrom(0, 11, 20),
    maxUnavailable: fc.constantFrom(0, 1, null),
    isStrict: fc.boolean(),
    isAlone: fc.boolean(),
    isGone: fc.boolean(),
  })
  .map(({ name, app, seconds, isStrict, isAlone, isGone, ...fields }) => {
    const template = {
      labels: { app },
      containers: [testContainer({ kind: 'sleep', seconds })],
      topologySpread: isStrict ? [{ ...strictSpread, selector: { matchLabels: { app }, matchExpressions: [] } }] : [],
      antiAffinity: isAlone
        ? ONE_PER_NODE.map((term) => ({ ...term, selector: { matchLabels: { app }, matchExpressions: [] } }))
        : [],
    };
    return put('workloads', testWorkload({ name, selector: { app }, ...fields }, template), isGone);
  });

const budgetEdit = fc
  .record({
    name: fc.constantFrom(...NAMES),
    app: fc.constantFrom(...NAMES, null),
    currentHealthy: fc.nat(3),
    desiredHealthy: fc.nat(3),
    operator: fc.constantFrom('Exists', 'DoesNotExist', null),
    isGone: fc.boolean(),
  })
  .map(({ app, operator, isGone, ...fields }) => {
    const selector = app === null ? {} : { app };
    const expressions = operator === null ? [] : [{ key: 'app', operator, values: [] }];
    return put('disruptionBudgets', testBudget({ selector, expressions, ...fields }), isGone);
  });

const autoscalerEdit = fc
  .record({
    name: fc.constantFrom(...NAMES),
    target: fc.record({ kind: fc.constantFrom('Deployment', 'StatefulSet'), name: fc.constantFrom(...NAMES) }),
    minReplicas: fc.integer({ min: 1, max: 2 }),
    isGone: fc.boolean(),
  })
  .map(({ isGone, ...fields }) => {
    const autoscaler = { namespace: 'shop', resourceVersion: '1', maxReplicas: 9, currentReplicas: 3, ...fields };
    return put('autoscalers', autoscaler, isGone);
  });

const taintEdit = fc.record({ node: fc.nat(3), key: fc.constantFrom('dedicated', 'node.kubernetes.io/x', null) }).map(
  ({ node, key }): Edit =>
    (snapshot) => {
      const taints = key === null ? [] : [{ key, value: '', effect: 'NoSchedule', addedAt: null }];
      const nodes = (snapshot.kubernetes.nodes ?? []).map((each) =>
        each.name === `n${node}` ? { ...each, taints } : each,
      );
      const kubernetes = { ...snapshot.kubernetes, nodes };
      return { snapshot: { ...snapshot, kubernetes }, kind: 'nodes', key: `n${node}` };
    },
);

const edits = fc.array(fc.array(fc.oneof(workloadEdit, budgetEdit, autoscalerEdit, taintEdit), { minLength: 1 }), {
  minLength: 1,
  maxLength: 6,
});

it('concludes after changes of workloads, budgets, autoscalers and taints what a cold analysis concludes', () => {
  fc.assert(
    fc.property(edits, (batches) => {
      let analysis = analyze(start);
      for (const batch of batches) {
        let { snapshot } = analysis;
        const changes = batch.map((edit) => {
          const done = edit(snapshot);
          ({ snapshot } = done);
          return { kind: done.kind, key: done.key };
        });
        analysis = reanalyze(analysis, snapshot, { changes });
      }
      expect(reportCluster(analysis)).toEqual(reportCluster(analyze(analysis.snapshot)));
    }),
    { numRuns: Number(process.env.LIFECYCLE_RUNS ?? 200) },
  );
});

it('leaves alone the Services that a workload is not behind, and all of them when only its ready pods differ', () => {
  const before = analyze({ ...start, kubernetes: { ...start.kubernetes, workloads: [testWorkload()] } });
  const change = (workload: Workload) => {
    const snapshot = { ...start, kubernetes: { ...start.kubernetes, workloads: [workload] } };
    return reanalyze(before, snapshot, { changes: [{ kind: 'workloads', key: 'shop/web' }] });
  };
  const scaled = change(testWorkload({ replicas: 2 }));
  expect(scaled.services.get('shop/api')).toBe(before.services.get('shop/api'));
  expect(scaled.services.get('shop/web')).not.toBe(before.services.get('shop/web'));
  const unready = change(testWorkload({ readyReplicas: 1, resourceVersion: '2' }));
  expect(unready.services.get('shop/web')).toBe(before.services.get('shop/web'));
});
