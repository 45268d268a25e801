import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Pod } from '../snapshot/pod.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { analyze } from './analyze.ts';
import { reanalyze } from './reanalyze.ts';
import { ago } from './testing/found.ts';
import { withReadyPods } from './testing/ready-pods.ts';
import { NOW, testNode, testService, testSnapshot } from './testing/world.ts';

const RUNS = 200;
const NAMES = ['web-0', 'web-1', 'pending'];

/** Two Services over the same two pods, none of them ready, and one pod that has no endpoint. */
const start: Snapshot = (() => {
  const endpoints = [
    { node: 'n0', state: 'not-ready' as const },
    { node: 'n1', state: 'terminating' as const },
  ];
  const snapshot = withReadyPods(
    testSnapshot({
      nodes: ['n0', 'n1'].map((name, index) => testNode(name, index)),
      services: [
        testService('web', { externalTrafficPolicy: 'Local' }),
        testService('web2', { selector: { app: 'web' } }),
      ],
      endpoints: { web: endpoints, web2: endpoints },
    }),
    ago(900),
  );
  const pods = (snapshot.kubernetes.pods ?? []).slice(0, 2).map((pod) => ({ ...pod, ready: false }));
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, pods } };
})();

const seconds = fc.oneof(fc.integer({ min: -30, max: 0 }), fc.integer({ min: 0, max: 900 }));
const edits = fc.array(
  fc.record({
    name: fc.constantFrom(...NAMES),
    isGone: fc.boolean(),
    ready: fc.boolean(),
    readyChangedAt: fc.option(seconds.map(ago)),
    deletedAt: fc.option(seconds.map(ago)),
    app: fc.constantFrom('web', 'api'),
    passed: fc.integer({ min: 0, max: 30 }),
    /** Only time passes. */
    isIdle: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

type Edit = typeof edits extends fc.Arbitrary<(infer E)[]> ? E : never;

function edited(snapshot: Snapshot, { name, isGone, passed, isIdle, app, ...changes }: Edit): Snapshot {
  const takenAt = new Date(Date.parse(snapshot.takenAt) + passed * 1000).toISOString();
  if (isIdle) return { ...snapshot, takenAt };
  const [pattern] = start.kubernetes.pods ?? [];
  if (pattern === undefined) throw new Error('the world has pods');
  const before = snapshot.kubernetes.pods ?? [];
  const known = before.find((pod) => pod.name === name) ?? { ...pattern, name, uid: name, podIPs: [] };
  const pod: Pod = { ...known, ...changes, labels: { app } };
  const pods = [...before.filter((each) => each.name !== name), ...(isGone ? [] : [pod])];
  return { ...snapshot, takenAt, kubernetes: { ...snapshot.kubernetes, pods } };
}

const told = ({ findings, services }: ReturnType<typeof analyze>): unknown => ({
  findings,
  states: [...services.values()].map(({ state }) => state),
});

it('dates findings after changes of pods, and after time has passed, as a cold analysis does', () => {
  expect(start.takenAt).toBe(NOW);
  const dated = new Set<string>();
  fc.assert(
    fc.property(edits, (steps) => {
      let snapshot = start;
      let analysis = analyze(snapshot);
      for (const step of steps) {
        snapshot = edited(snapshot, step);
        const changes = step.isIdle ? [] : [{ kind: 'pods' as const, key: `shop/${step.name}` }];
        analysis = reanalyze(analysis, snapshot, { changes });
        expect(told(analysis)).toEqual(told(analyze(snapshot)));
        for (const { code, since } of analysis.findings) if (since !== null) dated.add(code);
      }
    }),
    { numRuns: RUNS },
  );
  expect(dated).toEqual(new Set(['no-ready-endpoints', 'local-no-ready-endpoints']));
});

it('dates a finding when the moment comes that a clock ahead of ours wrote', () => {
  const { kubernetes } = start;
  const pods = (kubernetes.pods ?? []).map((pod) => ({ ...pod, readyChangedAt: ago(-20) }));
  const early = { ...start, kubernetes: { ...kubernetes, pods } };
  const later = { ...early, takenAt: ago(-30) };
  const sinceOf = ({ findings }: ReturnType<typeof analyze>) =>
    findings.find(({ code }) => code === 'no-ready-endpoints')?.since;
  const before = analyze(early);
  expect(sinceOf(before)).toBeNull();
  expect(sinceOf(reanalyze(before, later, { changes: [] }))).toBe(ago(-20));
  expect(sinceOf(analyze(later))).toBe(ago(-20));
});
