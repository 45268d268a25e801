import { expect, it } from 'vitest';
import type { PodTemplate, Workload } from '../../snapshot/workload.ts';
import { editNode } from '../testing/edit.ts';
import { findingsOf, ONE_PER_NODE, rolloutWorld, testContainer, testWorkload } from '../testing/workloads.ts';

const CODE = 'rollout-deadlock';

const count = (changes: Partial<Workload>, template: Partial<PodTemplate>) =>
  findingsOf(rolloutWorld(testWorkload(changes, template)), CODE).length;

it('tells of one pod for each node, as many nodes as pods, and none that may go first', () => {
  expect(count({}, { antiAffinity: ONE_PER_NODE })).toBe(1);
  const ports = { containers: [testContainer({ kind: 'sleep', seconds: 20 }, { hostPorts: [80] })] };
  expect(count({}, ports)).toBe(1);
  expect(count({}, { hostNetwork: true })).toBe(1);
});

it('says nothing with a free node, with a pod that may go, or with revisions kept apart', () => {
  expect(count({ replicas: 2 }, { antiAffinity: ONE_PER_NODE })).toBe(0);
  expect(count({ maxUnavailable: 1 }, { antiAffinity: ONE_PER_NODE })).toBe(0);
  expect(count({ strategy: 'Recreate' }, { antiAffinity: ONE_PER_NODE })).toBe(0);
  const [term] = ONE_PER_NODE;
  const byRevision = term === undefined ? [] : [{ ...term, matchLabelKeys: ['pod-template-hash'] }];
  expect(count({}, { antiAffinity: byRevision })).toBe(0);
  expect(count({}, { antiAffinity: ONE_PER_NODE.map((each) => ({ ...each, required: false })) })).toBe(0);
  expect(count({}, { antiAffinity: ONE_PER_NODE.map((each) => ({ ...each, selector: null })) })).toBe(0);
});

it('counts only nodes that the pods may use, and does not count by name', () => {
  const taints = [{ key: 'dedicated', value: 'db', effect: 'NoSchedule', addedAt: null }];
  const two = testWorkload({ replicas: 2 }, { antiAffinity: ONE_PER_NODE });
  const tainted = editNode(rolloutWorld(two), 'n2', { taints });
  expect(findingsOf(tainted, CODE)).toHaveLength(1);
  const tolerations = [{ key: 'dedicated', operator: 'Exists', value: null, effect: null }];
  const tolerant = testWorkload({ replicas: 2 }, { antiAffinity: ONE_PER_NODE, tolerations });
  expect(findingsOf(editNode(rolloutWorld(tolerant), 'n2', { taints }), CODE)).toEqual([]);
  const passing = editNode(rolloutWorld(two), 'n2', {
    taints: [{ key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule', addedAt: null }],
    unschedulable: true,
  });
  expect(findingsOf(passing, CODE)).toEqual([]);
  expect(count({}, { antiAffinity: ONE_PER_NODE, nodeSelector: { 'kubernetes.io/hostname': 'n0' } })).toBe(0);
});
