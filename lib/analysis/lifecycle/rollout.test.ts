import { expect, it } from 'vitest';
import type { Workload } from '../../snapshot/workload.ts';
import { testWorkload } from '../testing/workloads.ts';
import { rolloutOf } from './rollout.ts';

const fences = (changes: Partial<Workload>): readonly number[] | string => {
  const rollout = rolloutOf(testWorkload({ maxSurge: null, maxUnavailable: null, ...changes }));
  return rollout.kind === 'rolling' ? [rollout.surge, rollout.unavailable, rollout.availableDuring] : rollout.kind;
};

it('rounds the quarter of a Deployment up for surge and down for unavailable', () => {
  expect(fences({ replicas: 3 })).toEqual([1, 0, 3]);
  expect(fences({ replicas: 10 })).toEqual([3, 2, 8]);
  expect(fences({ replicas: 10, maxSurge: '0%', maxUnavailable: '5%' })).toEqual([0, 1, 9]);
});

it('gives StatefulSets one missing pod and no surge, and DaemonSets the same by default', () => {
  expect(fences({ kind: 'StatefulSet', replicas: 3 })).toEqual([0, 1, 2]);
  expect(fences({ kind: 'DaemonSet', replicas: 9 })).toEqual([0, 1, 8]);
  expect(fences({ kind: 'DaemonSet', replicas: 9, maxSurge: '10%', maxUnavailable: 0 })).toEqual([1, 0, 9]);
  expect(fences({ kind: 'DaemonSet', replicas: 9, maxUnavailable: '20%' })).toEqual([0, 2, 7]);
});

it('never leaves fewer than no pods', () => {
  expect(fences({ replicas: 1, maxUnavailable: 5 })).toEqual([1, 5, 0]);
});

it('does not roll what is recreated, replaced by hand, or not there', () => {
  expect(fences({ strategy: 'Recreate' })).toBe('recreate');
  expect(fences({ kind: 'DaemonSet', strategy: 'OnDelete' })).toBe('by-hand');
  expect(fences({ replicas: 0 })).toBe('by-hand');
});
