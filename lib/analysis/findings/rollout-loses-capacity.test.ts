import { expect, it } from 'vitest';
import type { Workload } from '../../snapshot/workload.ts';
import {
  findingsOf,
  ONE_PER_NODE,
  rolloutWorld,
  testContainer,
  testTemplate,
  testWorkload,
} from '../testing/workloads.ts';

const CODE = 'rollout-loses-capacity';

const severities = (changes: Partial<Workload>) =>
  findingsOf(rolloutWorld(testWorkload(changes)), CODE).map(({ severity }) => severity);

it('tells of rollouts that leave nothing, or few of few', () => {
  expect(severities({ strategy: 'Recreate' })).toEqual(['high']);
  expect(severities({ replicas: 1, maxUnavailable: 1 })).toEqual(['high']);
  expect(severities({ maxSurge: 0, maxUnavailable: 1 })).toEqual(['medium']);
  expect(severities({ kind: 'StatefulSet', replicas: 1, maxUnavailable: null })).toEqual(['high']);
});

it('says nothing where pods are replaced before they go, or by hand', () => {
  expect(severities({})).toEqual([]);
  expect(severities({ maxSurge: null, maxUnavailable: null })).toEqual([]);
  expect(severities({ replicas: 8, maxSurge: null, maxUnavailable: null })).toEqual([]);
  expect(severities({ kind: 'DaemonSet', strategy: 'OnDelete' })).toEqual([]);
  expect(severities({ replicas: 0, strategy: 'Recreate' })).toEqual([]);
});

it('minds a DaemonSet under Local whose pods go before their node does', () => {
  const daemonSet = { kind: 'DaemonSet' as const, replicas: 9, maxSurge: null, maxUnavailable: null };
  expect(severities(daemonSet)).toEqual([]);
  const template = testTemplate({ containers: [testContainer({ kind: 'none' })] });
  expect(severities({ ...daemonSet, template })).toEqual(['medium']);
});

it('offers to surge only where there is room for a pod more', () => {
  const patchOf = (workload: Workload) => findingsOf(rolloutWorld(workload), CODE)[0]?.fix.patch;
  const sparing = { maxSurge: 0, maxUnavailable: 1 };
  expect(patchOf(testWorkload(sparing))).toContain('maxSurge: 1');
  expect(patchOf(testWorkload(sparing, { antiAffinity: ONE_PER_NODE }))).toBeNull();
  expect(patchOf(testWorkload({ ...sparing, replicas: 2 }, { antiAffinity: ONE_PER_NODE }))).toContain('maxSurge: 1');
  expect(patchOf(testWorkload({ ...sparing, kind: 'StatefulSet' }))).toBeNull();
});
