import { expect, it } from 'vitest';
import { badNightNodes } from '../testing/sample-nodes.ts';
import { samplePolicy } from '../testing/sample-policy.ts';
import { localShares } from './local-shares.ts';

const Cluster = samplePolicy(badNightNodes, 'Cluster');
const Local = samplePolicy(badNightNodes, 'Local');

it('finds the share of each pod, in whatever order and number Local lists them', () => {
  const shares = localShares({ Cluster, Local });
  expect(shares).toEqual(Local.pods.map((pod) => pod.share));
  expect(localShares({ Cluster, Local: { ...Local, pods: Local.pods.toReversed() } })).toEqual(shares);
  expect(localShares({ Cluster, Local: { ...Local, pods: Local.pods.slice(1) } })).toEqual([0, ...shares.slice(1)]);
});
