import { describe, expect, it } from 'vitest';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { chooseVariant, prepareVariants } from '../service/prepare-variants.ts';
import { badNightNodes, manyNodes } from '../testing/sample-nodes.ts';
import { sampleService } from '../testing/sample-service.ts';
import { HitIndex, type MapHit, memberBox } from './hit-test.ts';
import { interpolateLayout } from './interpolate-layout.ts';
import { layoutRoutingMap } from './layout-routing-map.ts';
import { litPath } from './lit-path.ts';
import { prepareRoutingMap } from './prepare-routing-map.ts';
import { walkMap } from './walk-map.ts';

function mapOf(nodes: Parameters<typeof sampleService>[0], shown: TrafficPolicy) {
  const report = sampleService(nodes, 'Cluster');
  const variant = chooseVariant(prepareVariants(report), null);
  if (variant === null) throw new Error('the sample has no rule');
  const model = prepareRoutingMap(report, variant, shown);
  return { model, layout: layoutRoutingMap(model, 1380) };
}

const cluster = mapOf(badNightNodes, 'Cluster');
const local = mapOf(badNightNodes, 'Local');

function hitOn(map: typeof cluster, end: string): MapHit {
  const block = map.layout.blocks.find((candidate) => candidate.id.endsWith(end));
  if (block === undefined) throw new Error(`no block ends in ${end}`);
  return { block, member: block.members[0] ?? null };
}

describe('hit test', () => {
  it('finds every drawn block, and every cell of a mosaic, at its own middle', () => {
    for (const { layout } of [cluster, mapOf(manyNodes(400, 900), 'Local')]) {
      const index = new HitIndex(layout);
      for (const block of layout.blocks) {
        for (const member of block.members.length === 0 ? [null] : block.members) {
          const box = member === null ? block : memberBox(block, member);
          const hit = index.at(box.x + box.width / 2, box.y + box.height / 2);
          expect(hit).toEqual({ block, member });
        }
      }
    }
  });

  it('finds nothing between the columns', () => {
    expect(new HitIndex(cluster.layout).at(200, 100)).toBeNull();
    expect(new HitIndex(cluster.layout).at(-5, -5)).toBeNull();
  });
});

describe('lit path', () => {
  it('lights only the pods of its own node under Local', () => {
    const lit = litPath(local.model, local.layout, hitOn(local, 'web-18304512-vmss000001'));
    const pods = local.layout.blocks.filter((block) => block.column === 'pod' && lit.blocks.has(block.id));
    expect(pods.map((block) => block.id)).toEqual(['pod:shop/checkout-7d9f6c5b8-xx40']);
    expect(lit.blocks.has('frontend')).toBe(true);
  });

  it('lights every reached pod through the second hop under Cluster', () => {
    const lit = litPath(cluster.model, cluster.layout, hitOn(cluster, 'web-18304512-vmss000001'));
    const reached = cluster.model.pods.filter((pod) => pod.share > 0).map((pod) => pod.id);
    expect(lit.blocks.has('hub')).toBe(true);
    expect(reached.every((id) => lit.blocks.has(id))).toBe(true);
  });

  it('says where lost connections come from', () => {
    const lit = litPath(cluster.model, cluster.layout, hitOn(cluster, 'lost'));
    expect([...lit.blocks].some((id) => id.endsWith('spot-18304512-vmss000001'))).toBe(true);
    expect(lit.text).toContain('reach no pod');
  });

  it('prints the share of what is looked at, and that a node out by design gets none', () => {
    expect(litPath(cluster.model, cluster.layout, hitOn(cluster, 'web-18304512-vmss000001')).text).toContain('11.1 %');
    const out = litPath(cluster.model, cluster.layout, hitOn(cluster, 'spot-18304512-vmss000003'));
    expect(out.text).toContain('expected out, gets no new connections');
  });
});

describe('walking with arrow keys', () => {
  it('reaches every block from the first one', () => {
    const seen = new Set<string>();
    const open: (MapHit | null)[] = [walkMap(cluster.layout, null, 'Home')];
    for (let hit = open.pop(); hit != null; hit = open.pop()) {
      if (seen.has(hit.block.id)) continue;
      seen.add(hit.block.id);
      for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const) {
        open.push(walkMap(cluster.layout, hit, key));
      }
    }
    expect(seen.size).toBe(cluster.layout.blocks.length);
  });
});

describe('moving from one policy to the other', () => {
  it('starts at the old place and ends at the new one', () => {
    const id = 'node:aks-web-18304512-vmss000003';
    const at = (progress: number) =>
      interpolateLayout(cluster.layout, local.layout, progress).blocks.find((block) => block.id === id);
    expect(at(0)).toMatchObject({ y: cluster.layout.blocks.find((block) => block.id === id)?.y });
    expect(at(1)).toEqual(local.layout.blocks.find((block) => block.id === id));
  });
});
