import { expect, it } from 'vitest';
import type { Workload } from '../../snapshot/workload.ts';
import { findingsOf, rolloutWorld, testWorkload } from '../testing/workloads.ts';

const CODE = 'min-ready-seconds-too-short';

const severities = (changes: Partial<Workload>) =>
  findingsOf(rolloutWorld(testWorkload(changes)), CODE).map(({ severity }) => severity);

it('needs the time in which a node is marked up, and weighs few replicas more', () => {
  expect(severities({ minReadySeconds: 10 })).toEqual([]);
  expect(severities({ minReadySeconds: 9 })).toEqual(['low']);
  expect(severities({ minReadySeconds: 0, replicas: 3 })).toEqual(['medium']);
  expect(severities({ minReadySeconds: 0, replicas: 4 })).toEqual(['low']);
});

it('does not matter where nothing is rolled, and under Cluster, where every node is in rotation', () => {
  expect(severities({ minReadySeconds: 0, strategy: 'Recreate' })).toEqual([]);
  expect(severities({ minReadySeconds: 0, kind: 'StatefulSet', strategy: 'OnDelete' })).toEqual([]);
  const cluster = rolloutWorld(testWorkload({ minReadySeconds: 0 }), { externalTrafficPolicy: 'Cluster' });
  expect(findingsOf(cluster, CODE)).toEqual([]);
});

it('patches the workload', () => {
  const [finding] = findingsOf(rolloutWorld(testWorkload({ minReadySeconds: 0 })), CODE);
  expect(finding?.fix.patch).toBe('spec:\n  minReadySeconds: 15\n');
  expect(finding?.fix.patchOf?.kind).toBe('Deployment');
});
