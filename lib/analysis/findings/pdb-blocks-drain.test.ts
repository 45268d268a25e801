import { expect, it } from 'vitest';
import type { PodDisruptionBudget } from '../../snapshot/pod-disruption-budget.ts';
import type { Workload } from '../../snapshot/workload.ts';
import { findingsOf, rolloutWorld, testBudget, testWorkload } from '../testing/workloads.ts';

const told = (budgets: readonly Partial<PodDisruptionBudget>[], workload: Partial<Workload> = {}) =>
  findingsOf(
    rolloutWorld(testWorkload(workload), undefined, { disruptionBudgets: budgets.map(testBudget) }),
    'pdb-blocks-drain',
  );

it('tells of budgets that want every pod', () => {
  expect(told([{ desiredHealthy: 3, expectedPods: 3 }])).toHaveLength(1);
  expect(told([{ desiredHealthy: 0, expectedPods: 0, maxUnavailable: 0 }])).toHaveLength(1);
  expect(told([{ desiredHealthy: 0, expectedPods: 0, maxUnavailable: null, minAvailable: '100%' }])).toHaveLength(1);
});

it('does not mistake pods that are not healthy at the moment for a budget that blocks', () => {
  expect(told([{ disruptionsAllowed: 0, currentHealthy: 2, desiredHealthy: 2, expectedPods: 3 }])).toEqual([]);
});

it('knows that two budgets block each other, and that drains leave DaemonSets alone', () => {
  const [both] = told([{ name: 'a' }, { name: 'b' }]);
  expect(both?.objects.map(({ name }) => name)).toEqual(['web', 'a', 'b', 'web']);
  expect(both?.fix.commands).toEqual(['kubectl --context test -n shop delete poddisruptionbudget b']);
  expect(told([{ desiredHealthy: 3, expectedPods: 3 }], { kind: 'DaemonSet' })).toEqual([]);
});

it('patches the budget, or asks for a second pod first', () => {
  const [finding] = told([{ desiredHealthy: 3, expectedPods: 3 }]);
  expect(finding?.fix.patchOf).toEqual({ kind: 'PodDisruptionBudget', namespace: 'shop', name: 'web' });
  expect(finding?.fix.patch).toBe('spec:\n  minAvailable: null\n  maxUnavailable: 1\n');
  const [single] = told([{ desiredHealthy: 1, expectedPods: 1 }], { replicas: 1 });
  expect(single?.fix.commands[0]).toContain('scale deployment/web --replicas=2');
});
