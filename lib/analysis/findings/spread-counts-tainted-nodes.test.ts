import { expect, it } from 'vitest';
import type { PodTemplate } from '../../snapshot/workload.ts';
import { editNode } from '../testing/edit.ts';
import { findingsOf, rolloutWorld, testSpread, testWorkload } from '../testing/workloads.ts';

const STRICT = { whenUnsatisfiable: 'DoNotSchedule', nodeTaintsPolicy: null };
const HOSTS = [testSpread('kubernetes.io/hostname', STRICT)];
const SPOT = [{ key: 'kubernetes.azure.com/scalesetpriority', value: 'spot', effect: 'NoSchedule', addedAt: null }];

const told = (template: Partial<PodTemplate>, replicas = 2) =>
  findingsOf(
    editNode(rolloutWorld(testWorkload({ replicas }, { topologySpread: HOSTS, ...template })), 'n2', { taints: SPOT }),
    'spread-counts-tainted-nodes',
  );

it('tells of tainted nodes that count as empty, worse when pods stay Pending for it', () => {
  expect(told({}).map(({ severity }) => severity)).toEqual(['low']);
  expect(told({}, 3).map(({ severity }) => severity)).toEqual(['medium']);
  expect(told({})[0]?.fix.patch).toContain('- topologyKey: kubernetes.io/hostname\n          nodeTaintsPolicy: Honor');
});

it('says nothing of soft constraints, honoured taints, tolerated taints, and nodes that are not wanted anyway', () => {
  expect(told({ topologySpread: [testSpread('kubernetes.io/hostname', { nodeTaintsPolicy: null })] })).toEqual([]);
  expect(
    told({ topologySpread: [testSpread('kubernetes.io/hostname', { ...STRICT, nodeTaintsPolicy: 'Honor' })] }),
  ).toEqual([]);
  expect(told({ tolerations: [{ key: null, operator: 'Exists', value: null, effect: null }] })).toEqual([]);
  const elsewhere = { key: 'topology.kubernetes.io/zone', operator: 'NotIn', values: ['westeurope-3'] };
  expect(told({ nodeTerms: [{ matchExpressions: [elsewhere], matchFields: [] }] })).toEqual([]);
});

it('minds a zone only when all its nodes are tainted', () => {
  const zones = { topologySpread: [testSpread('topology.kubernetes.io/zone', STRICT)] };
  expect(told(zones)).toHaveLength(1);
  const world = rolloutWorld(testWorkload({ replicas: 2 }, zones));
  const sameZone = editNode(editNode(world, 'n2', { taints: SPOT }), 'n1', {
    labels: { 'topology.kubernetes.io/zone': 'westeurope-3' },
  });
  expect(findingsOf(sameZone, 'spread-counts-tainted-nodes')).toEqual([]);
});
