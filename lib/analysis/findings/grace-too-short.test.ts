import { expect, it } from 'vitest';
import { editNode } from '../testing/edit.ts';
import { codesOf, findingsOf, rolloutWorld, testContainer, testWorkload } from '../testing/workloads.ts';

const CODE = 'grace-too-short';

const told = (graceSeconds: number, preStopSeconds: number) => {
  const containers = [testContainer({ kind: 'sleep', seconds: preStopSeconds })];
  const template = { terminationGracePeriodSeconds: graceSeconds, containers };
  return findingsOf(rolloutWorld(testWorkload({}, template)), CODE);
};

it('needs preStop, ten seconds of the application, and two more', () => {
  expect(told(32, 20)).toEqual([]);
  expect(told(31, 20).map(({ severity }) => severity)).toEqual(['medium']);
  expect(told(21, 20).map(({ severity }) => severity)).toEqual(['medium']);
  expect(told(20, 20).map(({ severity }) => severity)).toEqual(['high']);
});

it('lengthens only the grace period', () => {
  expect(told(20, 20)[0]?.fix.patch).toBe('spec:\n  template:\n    spec:\n      terminationGracePeriodSeconds: 32\n');
});

it('does not guess the length of a hook', () => {
  const containers = [testContainer({ kind: 'unknown', description: 'exec /drain' })];
  const workload = testWorkload({}, { terminationGracePeriodSeconds: 5, containers });
  expect(findingsOf(rolloutWorld(workload), CODE)).toEqual([]);
});

it('knows that a spot node gives thirty seconds', () => {
  const spot = { 'kubernetes.azure.com/priority': 'spot' };
  const at = (seconds: number) =>
    editNode(rolloutWorld(testWorkload({}, { containers: [testContainer({ kind: 'sleep', seconds })] })), 'n0', {
      labels: spot,
    });
  expect(codesOf(at(20))).not.toContain(CODE);
  expect(findingsOf(at(21), CODE).map(({ severity, title }) => [severity, title])).toEqual([
    ['medium', 'Pods of Deployment shop/web need 31 s to shut down, a spot node gives 30 s'],
  ]);
});
