import { describe, expect, it } from 'vitest';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { chooseVariant, prepareVariants } from '../service/prepare-variants.ts';
import { badNightNodes, manyNodes } from '../testing/sample-nodes.ts';
import type { SampleNode } from '../testing/sample-policy.ts';
import { sampleService } from '../testing/sample-service.ts';
import { layoutRoutingMap, routingMapHeight } from './layout-routing-map.ts';
import type { MapBlock, MapColumn } from './map-layout.ts';
import { prepareRoutingMap } from './prepare-routing-map.ts';
import type { RoutingModel } from './routing-model.ts';

function modelOf(nodes: readonly SampleNode[], policy: TrafficPolicy, shown: TrafficPolicy = policy): RoutingModel {
  const report = sampleService(nodes, policy);
  const variant = chooseVariant(prepareVariants(report), null);
  if (variant === null) throw new Error('the sample has no rule');
  return prepareRoutingMap(report, variant, shown);
}

const inColumn = (blocks: readonly MapBlock[], column: MapColumn) =>
  blocks.filter((block) => block.column === column).toSorted((a, b) => a.y - b.y);

const models = {
  'a bad night under Cluster': modelOf(badNightNodes, 'Cluster'),
  'a bad night under Local': modelOf(badNightNodes, 'Local'),
  'the other policy of a bad night': modelOf(badNightNodes, 'Cluster', 'Local'),
  '400 nodes and 900 pods under Cluster': modelOf(manyNodes(400, 900), 'Cluster'),
  '5000 nodes and 20000 pods under Local': modelOf(manyNodes(5000, 20_000), 'Local'),
  'nobody in rotation': modelOf([{ name: 'a', pool: 'web', zone: '1' }], 'Local'),
  'no node at all': modelOf([], 'Cluster'),
};

describe.each(Object.entries(models))('layout of %s', (_, model) => {
  const layout = layoutRoutingMap(model, 1380);

  it('draws every node and every pod exactly once', () => {
    const count = (column: MapColumn) => inColumn(layout.blocks, column).flatMap((block) => block.members).length;
    expect(count('node')).toBe(model.nodes.length);
    expect(count('pod')).toBe(model.pods.length);
  });

  it('lets no two blocks of a column overlap and none stick out', () => {
    for (const column of ['frontend', 'node', 'hub', 'pod'] as const) {
      let end = -1e-9;
      for (const block of inColumn(layout.blocks, column)) {
        expect(block.y).toBeGreaterThanOrEqual(end);
        end = block.y + block.height;
      }
      expect(end).toBeLessThanOrEqual(layout.height + 1e-6);
    }
  });

  it('lets everything that leaves the frontend arrive at pods or be lost', () => {
    const sum = (test: (ribbon: { from: string; to: string }) => boolean) =>
      layout.ribbons.filter(test).reduce((total, ribbon) => total + ribbon.share, 0);
    const pods = new Set(inColumn(layout.blocks, 'pod').map((block) => block.id));
    const left = sum((ribbon) => ribbon.from === 'frontend');
    expect(left).toBeCloseTo(model.nodes.length === 0 ? model.lostShare : 1, 6);
    expect(sum((ribbon) => pods.has(ribbon.to))).toBeCloseTo(left, 6);
  });

  it('keeps ribbons inside the blocks they leave and reach', () => {
    const blocks = new Map(layout.blocks.map((block) => [block.id, block]));
    for (const ribbon of layout.ribbons) {
      const from = blocks.get(ribbon.from);
      const to = blocks.get(ribbon.to);
      expect(ribbon.y0).toBeGreaterThanOrEqual((from?.y ?? 0) - 1e-6);
      expect(ribbon.y0 + ribbon.thickness).toBeLessThanOrEqual((from?.y ?? 0) + (from?.height ?? 0) + 1e-6);
      expect(ribbon.y1 + ribbon.thickness).toBeLessThanOrEqual((to?.y ?? 0) + (to?.height ?? 0) + 1e-6);
    }
  });

  it('draws what is wrong after everything else, blocks and ribbons alike', () => {
    for (const items of [layout.blocks, layout.ribbons]) {
      const lastRight = items.findLastIndex((item) => item.tone !== 'failing');
      expect(items.slice(0, lastRight + 1).filter((item) => item.tone === 'failing')).toEqual([]);
    }
  });

  it('has the same height at every width', () => {
    expect(layoutRoutingMap(model, 358).height).toBe(layout.height);
    expect(routingMapHeight(model)).toBe(layout.height);
  });
});

describe('level of detail', () => {
  const crowd = layoutRoutingMap(models['5000 nodes and 20000 pods under Local'], 1380);

  it('turns a crowd into mosaics of a size one can look at', () => {
    expect(crowd.blocks.length).toBeLessThan(60);
    expect(crowd.height).toBeLessThan(1200);
  });

  it('keeps what is wrong in a crowd in blocks of its own', () => {
    const model = models['5000 nodes and 20000 pods under Local'];
    for (const block of crowd.blocks.filter((candidate) => candidate.column === 'node')) {
      const wrong = block.members.map((index) => model.nodes[index]?.wrong);
      expect(new Set(wrong).size).toBe(1);
    }
  });

  it('names each wrong node of a crowd while they are few', () => {
    const nodes = manyNodes(400, 100).map((node, index) => ({ ...node, dead: index === 7 }));
    const layout = layoutRoutingMap(modelOf(nodes, 'Cluster'), 1380);
    const failing = inColumn(layout.blocks, 'node').filter((block) => block.tone === 'failing');
    expect(failing.map((block) => [block.kind, block.label])).toEqual([['item', nodes[7]?.name]]);
  });
});

describe('routing under the other policy', () => {
  it('keeps the identity of every node and pod, so that it can move', () => {
    const ids = (model: RoutingModel) => [...model.nodes, ...model.pods].map((item) => item.id);
    expect(ids(models['the other policy of a bad night'])).toEqual(ids(models['a bad night under Cluster']));
  });

  it('computes what nobody can have measured and keeps what no policy changes', () => {
    const verdict = (name: string) =>
      models['the other policy of a bad night'].nodes.find((node) => node.name.endsWith(name))?.verdict;
    expect(verdict('system-18304512-vmss000000')).toBe('expected-out');
    expect(verdict('spot-18304512-vmss000001')).toBe('wrongly-in');
    expect(verdict('spot-18304512-vmss000003')).toBe('expected-out');
  });
});
