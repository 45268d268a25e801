import { expect, it } from 'vitest';
import type { HorizontalPodAutoscaler } from '../../snapshot/horizontal-pod-autoscaler.ts';
import { findingsOf, rolloutWorld, testWorkload } from '../testing/workloads.ts';

const told = (changes: Partial<HorizontalPodAutoscaler>) => {
  const target = { kind: 'Deployment', name: 'web' };
  const common = { namespace: 'shop', name: 'web', resourceVersion: '1', target, minReplicas: 1, maxReplicas: 9 };
  const autoscalers = [{ ...common, currentReplicas: 3, ...changes }];
  return findingsOf(rolloutWorld(testWorkload(), undefined, { autoscalers }), 'hpa-floor-too-low');
};

it('tells of a floor of one pod, and raises it to one for each zone', () => {
  const [finding] = told({});
  expect(finding?.severity).toBe('low');
  expect(finding?.fix.patchOf).toEqual({ kind: 'HorizontalPodAutoscaler', namespace: 'shop', name: 'web' });
  expect(finding?.fix.patch).toBe('spec:\n  minReplicas: 3\n');
  expect(told({ maxReplicas: 2 })[0]?.fix.patch).toBe('spec:\n  minReplicas: 3\n  maxReplicas: 3\n');
});

it('says nothing of a higher floor, and of autoscalers of others', () => {
  expect(told({ minReplicas: 2 })).toEqual([]);
  expect(told({ namespace: 'other' })).toEqual([]);
  expect(told({ target: { kind: 'StatefulSet', name: 'web' } })).toEqual([]);
});
