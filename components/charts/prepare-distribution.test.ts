import { describe, expect, it } from 'vitest';
import { chooseVariant, prepareVariants } from '../service/prepare-variants.ts';
import { badNightNodes, manyNodes } from '../testing/sample-nodes.ts';
import type { SampleNode } from '../testing/sample-policy.ts';
import { sampleService } from '../testing/sample-service.ts';
import { chartDataOf, prepareNodeDistribution, preparePodDistribution, shareTicks } from './prepare-distribution.ts';

function trafficOf(nodes: readonly SampleNode[]) {
  const variant = chooseVariant(prepareVariants(sampleService(nodes)), null);
  if (variant === null) throw new Error('the sample has no rule');
  return variant.traffic;
}

describe('distribution', () => {
  it('orders by the policy looked at, largest first', () => {
    const shares = preparePodDistribution(trafficOf(badNightNodes), 'Local').items.map((item) => item.Local);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(shares[0]).toBeCloseTo(0.25, 6);
  });

  it('measures pods against the ready ones, nodes against the whole pool', () => {
    const traffic = trafficOf(badNightNodes);
    expect(preparePodDistribution(traffic, 'Cluster').fairShare).toBeCloseTo(1 / 7, 6);
    expect(prepareNodeDistribution(traffic, 'Cluster').fairShare).toBeCloseTo(1 / 10, 6);
    expect(prepareNodeDistribution(traffic, 'Cluster').items).toHaveLength(10);
  });

  it('counts nodes of the pool of either policy, and is even over that of the viewed one', () => {
    const { Cluster, Local } = trafficOf(badNightNodes);
    const [first, ...others] = Cluster.nodes;
    if (first === undefined) throw new Error('the sample has no node');
    const outside = { ...first, inPool: false, share: 0 };
    const inside = { ...first, inPool: true, share: 0.5 };
    const two = {
      Cluster: { ...Cluster, nodes: [outside, ...others.map((node) => ({ ...node, inPool: true }))] },
      Local: { ...Local, nodes: [inside, ...others.map((node) => ({ ...node, inPool: false, share: 0 }))] },
    };
    const { items, fairShare } = prepareNodeDistribution(two, 'Local');
    expect(items.find(({ name }) => name === first.name)).toMatchObject({ Cluster: 0, Local: 0.5 });
    expect(fairShare).toBe(1);
  });

  it('has no fair share without anybody to share with', () => {
    expect(preparePodDistribution(trafficOf([]), 'Cluster').fairShare).toBeNull();
  });

  it('ends its axis on a round mark above everything drawn', () => {
    const point = (share: number) => ({ name: 'a', rank: 1, Cluster: share, Local: 0 });
    expect(shareTicks([point(0.25)], 0.1)).toEqual([0, 0.1, 0.2, 0.30000000000000004]);
    expect(shareTicks([point(1)], null).at(-1)).toBe(1);
    expect(shareTicks([point(0.0002)], 0.004).at(-1)).toBeGreaterThanOrEqual(0.004);
    expect(shareTicks([], null)).toEqual([0, 0.0001]);
  });

  it('draws few as bars, many as a falling curve with the same ends', () => {
    expect(chartDataOf(preparePodDistribution(trafficOf(badNightNodes), 'Local')).shape).toBe('bars');
    const many = preparePodDistribution(trafficOf(manyNodes(400, 900)), 'Local');
    const curve = chartDataOf(many);
    const local = curve.points.map((point) => point.Local);
    expect(curve.shape).toBe('curve');
    expect(local).toHaveLength(200);
    expect(local).toEqual(local.toSorted((a, b) => b - a));
    expect([local[0], curve.points.at(-1)?.rank]).toEqual([many.items[0]?.Local, 900]);
  });
});
