import { expect, it } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { analyze } from '../analyze.ts';
import { reportService } from '../report-service.ts';
import { ONE_PER_NODE, rolloutWorld, testContainer, testWorkload } from '../testing/workloads.ts';

const workloadsOf = (snapshot: Snapshot) =>
  reportService(analyze(snapshot), { namespace: 'shop', name: 'web' })?.lifecycle.workloads ?? [];

const onlyWorkload = (snapshot: Snapshot) => {
  const [first, ...more] = workloadsOf(snapshot);
  if (first === undefined || more.length > 0) throw new Error('expected one workload');
  return first;
};

it('tells what each step of a shutdown needs under the policy there is and under the other', () => {
  const containers = [testContainer({ kind: 'sleep', seconds: 5 })];
  const { shutdown } = onlyWorkload(rolloutWorld(testWorkload({ minReadySeconds: 0 }, { containers })));
  const verdicts = (policy: 'Cluster' | 'Local') => shutdown[policy]?.steps.map(({ step, verdict }) => [step, verdict]);
  expect(verdicts('Local')).toEqual([
    ['pre-stop', 'short'],
    ['grace-period', 'enough'],
    ['min-ready', 'short'],
  ]);
  expect(verdicts('Cluster')).toEqual([
    ['pre-stop', 'enough'],
    ['grace-period', 'enough'],
    ['min-ready', 'enough'],
  ]);
  expect(shutdown.Local?.steps[0]).toMatchObject({ neededSeconds: [5, 12], recommendedSeconds: 15 });
  expect([shutdown.Local?.lossSeconds, shutdown.Local?.lossShare]).toEqual([[0, 7], 1 / 3]);
  expect(shutdown.Cluster?.lossSeconds).toEqual([0, 0]);
});

it('tells the other policy with the probe that it would have', () => {
  const { shutdown } = onlyWorkload(rolloutWorld(testWorkload(), { externalTrafficPolicy: 'Cluster' }));
  expect(shutdown.Local?.steps[0]).toMatchObject({ neededSeconds: [5, 12], verdict: 'enough' });
});

it('tells of a rollout how many pods stay, and when it cannot go on', () => {
  const rollout = (snapshot: Snapshot) => onlyWorkload(snapshot).rollout;
  expect(rollout(rolloutWorld(testWorkload()))).toMatchObject({ verdict: 'keeps', maxSurge: 1, availableDuring: 3 });
  const sparing = testWorkload({ replicas: 8, maxSurge: null, maxUnavailable: null });
  expect(rollout(rolloutWorld(sparing))).toMatchObject({ verdict: 'reduced', maxSurge: 2, availableDuring: 6 });
  expect(rollout(rolloutWorld(testWorkload({ strategy: 'Recreate' })))).toMatchObject({ verdict: 'empty' });
  const alone = testWorkload({}, { antiAffinity: ONE_PER_NODE });
  expect(rollout(rolloutWorld(alone))).toMatchObject({ verdict: 'deadlock' });
});

it('names budget and autoscaler, and says when budgets are not loaded', () => {
  expect(onlyWorkload(rolloutWorld(testWorkload())).disruptionBudgets).toEqual([
    { name: 'web', disruptionsAllowed: 1 },
  ]);
  expect(
    onlyWorkload(rolloutWorld(testWorkload(), undefined, { disruptionBudgets: null })).disruptionBudgets,
  ).toBeNull();
});

it('leaves out the ReplicaSets of a Deployment', () => {
  const part = testWorkload({ kind: 'ReplicaSet', name: 'web-1', owner: { kind: 'Deployment', name: 'web' } });
  const snapshot = rolloutWorld(testWorkload());
  const workloads = [...(snapshot.kubernetes.workloads ?? []), part];
  const names = workloadsOf({ ...snapshot, kubernetes: { ...snapshot.kubernetes, workloads } }).map(({ kind }) => kind);
  expect(names).toEqual(['Deployment']);
});
