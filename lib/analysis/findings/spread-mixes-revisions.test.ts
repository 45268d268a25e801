import { expect, it } from 'vitest';
import type { TopologySpreadConstraint, Workload } from '../../snapshot/workload.ts';
import { findingsOf, rolloutWorld, testSpread, testWorkload } from '../testing/workloads.ts';

const MIXED = testSpread('kubernetes.io/hostname', { matchLabelKeys: [] });

const told = (topologySpread: readonly TopologySpreadConstraint[], changes: Partial<Workload> = {}) =>
  findingsOf(rolloutWorld(testWorkload(changes, { topologySpread })), 'spread-mixes-revisions');

it('tells of a constraint that does not tell revisions apart, and adds the key to it', () => {
  const [finding] = told([MIXED, testSpread('topology.kubernetes.io/zone')]);
  expect(finding?.severity).toBe('low');
  expect(finding?.fix.patch).toContain('- topologyKey: kubernetes.io/hostname\n');
  expect(finding?.fix.patch).toContain('- pod-template-hash\n');
  expect(finding?.fix.patch).not.toContain('zone');
});

it('gives no patch that could not tell two constraints of one key apart', () => {
  expect(told([MIXED, { ...MIXED, whenUnsatisfiable: 'DoNotSchedule' }])[0]?.fix.patch).toBeNull();
});

it('concerns only rollouts of Deployments with several pods, and constraints that do something', () => {
  expect(told([testSpread('kubernetes.io/hostname')])).toEqual([]);
  expect(told([{ ...MIXED, selector: null }])).toEqual([]);
  expect(told([MIXED], { kind: 'StatefulSet' })).toEqual([]);
  expect(told([MIXED], { replicas: 1 })).toEqual([]);
  expect(told([MIXED], { strategy: 'Recreate' })).toEqual([]);
});
