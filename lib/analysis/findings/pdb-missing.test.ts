import { expect, it } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Workload } from '../../snapshot/workload.ts';
import { findingsOf, rolloutWorld, testBudget, testWorkload } from '../testing/workloads.ts';

const count = (budgets: Snapshot['kubernetes']['disruptionBudgets'], changes: Partial<Workload> = {}) =>
  findingsOf(rolloutWorld(testWorkload(changes), undefined, { disruptionBudgets: budgets }), 'pdb-missing').length;

it('tells of pods that no budget selects', () => {
  expect(count([])).toBe(1);
  expect(count([testBudget({ namespace: 'other' })])).toBe(1);
  expect(count([testBudget({ selector: { app: 'api' } })])).toBe(1);
  expect(count([testBudget({ expressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] })])).toBe(1);
});

it('accepts budgets that select by label, by expression, or everything', () => {
  expect(count([testBudget()])).toBe(0);
  expect(count([testBudget({ selector: {} })])).toBe(0);
  expect(
    count([testBudget({ selector: {}, expressions: [{ key: 'app', operator: 'In', values: ['api', 'web'] }] })]),
  ).toBe(0);
});

it('does not concern single pods and DaemonSets, and claims nothing while budgets are not loaded', () => {
  expect(count([], { replicas: 1 })).toBe(0);
  expect(count([], { kind: 'DaemonSet' })).toBe(0);
  expect(count(null)).toBe(0);
});
