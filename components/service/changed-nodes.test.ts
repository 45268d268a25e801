import { expect, it } from 'vitest';
import { badNightNodes } from '../testing/sample-nodes.ts';
import { sampleService } from '../testing/sample-service.ts';
import { changedNodeKeys } from './changed-nodes.ts';

const before = sampleService(badNightNodes);

it('marks nothing when nothing changed', () => {
  expect(changedNodeKeys(before, structuredClone(before))).toEqual([]);
});

it('marks a node that changed by itself, by its verdict, or by being new', () => {
  const [first, second] = before.policies.Cluster.nodes;
  if (first === undefined || second === undefined) throw new Error('the sample has too few nodes');
  const nodes = [{ ...first, ready: false }, ...before.policies.Cluster.nodes.slice(1), { ...second, name: 'new' }];
  const verdicts = before.verdicts.map((verdict) =>
    verdict.node === second.name ? { ...verdict, verdict: 'degraded' as const } : verdict,
  );
  const after = {
    ...before,
    verdicts,
    policies: { ...before.policies, Cluster: { ...before.policies.Cluster, nodes } },
  };
  expect(changedNodeKeys(before, after)).toEqual([`node:${first.name}`, 'node:new', `node:${second.name}`]);
});
