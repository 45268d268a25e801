import { expect, it } from 'vitest';
import type { TopologySpreadConstraint, Workload } from '../../snapshot/workload.ts';
import { findingsOf, ONE_PER_NODE, rolloutWorld, testSpread, testWorkload } from '../testing/workloads.ts';

const HOST = testSpread('kubernetes.io/hostname');
const ZONE = testSpread('topology.kubernetes.io/zone');

const severities = (topologySpread: readonly TopologySpreadConstraint[], changes: Partial<Workload> = {}) =>
  findingsOf(rolloutWorld(testWorkload(changes, { topologySpread })), 'spread-missing').map(({ severity }) => severity);

it('asks for nodes and for zones', () => {
  expect(severities([HOST, ZONE])).toEqual([]);
  expect(severities([HOST])).toEqual(['low']);
  expect(severities([])).toEqual(['medium']);
});

it('takes zones for nodes while there is a zone for each pod', () => {
  expect(severities([ZONE], { replicas: 3 })).toEqual([]);
  expect(severities([ZONE], { replicas: 4 })).toEqual(['medium']);
});

it('counts only what selects its own pods, anti-affinity as well', () => {
  expect(severities([{ ...HOST, selector: null }, ZONE], { replicas: 4 })).toEqual(['medium']);
  const other = { ...HOST, selector: { matchLabels: { app: 'api' }, matchExpressions: [] } };
  expect(severities([other, ZONE], { replicas: 4 })).toEqual(['medium']);
  const workload = testWorkload({ replicas: 4 }, { topologySpread: [ZONE], antiAffinity: ONE_PER_NODE });
  expect(findingsOf(rolloutWorld(workload), 'spread-missing')).toEqual([]);
});

it('does not concern single pods and DaemonSets', () => {
  expect(severities([], { replicas: 1 })).toEqual([]);
  expect(severities([], { kind: 'DaemonSet' })).toEqual([]);
});
