import type { Tone } from '../status-vocabulary.ts';
import type { MapBlock, MapRibbon } from './map-layout.ts';
import type { RoutingModel } from './routing-model.ts';

/** Connections from one block to another, before they have a place. */
interface Flow {
  readonly from: MapBlock;
  readonly to: MapBlock;
  share: number;
  tone: Tone;
  spot: boolean;
}

/** The ribbons between placed blocks. Blocks come in column order; ribbons of a block are stacked in that order. */
export function ribbonsOf(model: RoutingModel, blocks: readonly MapBlock[], flowHeight: number): MapRibbon[] {
  const flows = new FlowSet();
  const hub = blocks.find((block) => block.kind === 'hub');
  const lost = blocks.find((block) => block.kind === 'lost');
  const frontend = blocks.find((block) => block.kind === 'frontend');
  const blockOfNode = new Map<string, MapBlock>();
  let lostBefore = 0;
  let entered = 0;
  for (const block of blocks) {
    if (block.column !== 'node') continue;
    for (const index of block.members) {
      const node = model.nodes[index];
      if (node === undefined) continue;
      blockOfNode.set(node.id, block);
      flows.add(frontend, block, node.share, node.tone, node.spot);
      flows.add(block, lost, node.lost, 'failing', node.spot);
      if (!model.direct) flows.add(block, hub, node.share - node.lost, node.tone, node.spot);
      lostBefore += node.lost;
      entered += node.share;
    }
  }
  for (const block of blocks) {
    if (block.column !== 'pod') continue;
    for (const index of block.members) {
      const pod = model.pods[index];
      if (pod === undefined) continue;
      const from = model.direct ? blockOfNode.get(pod.nodeId ?? '') : hub;
      flows.add(from, block, pod.share, pod.tone, pod.spot);
    }
  }
  if (entered === 0) flows.add(frontend, lost, model.lostShare, 'failing', false);
  else if (!model.direct) flows.add(hub, lost, model.lostShare - lostBefore, 'failing', false);
  return stack(flows.list(), flowHeight);
}

/** Flows between the same two blocks become one. */
class FlowSet {
  readonly #flows = new Map<string, Flow>();

  add(from: MapBlock | undefined, to: MapBlock | undefined, share: number, tone: Tone, spot: boolean): void {
    if (from === undefined || to === undefined || share <= 1e-9) return;
    const key = `${from.id}→${to.id}`;
    const flow = this.#flows.get(key);
    if (flow === undefined) this.#flows.set(key, { from, to, share, tone, spot });
    else flow.share += share;
  }

  list(): readonly (Flow & { readonly key: string })[] {
    return [...this.#flows].map(([key, flow]) => ({ key, ...flow }));
  }
}

function stack(flows: readonly (Flow & { readonly key: string })[], flowHeight: number): MapRibbon[] {
  const out = new Map<string, number>();
  const into = new Map<string, number>();
  const next = (used: Map<string, number>, block: MapBlock, total: number, thickness: number) => {
    const offset = used.get(block.id) ?? Math.max(0, (block.height - total * flowHeight) / 2);
    used.set(block.id, offset + thickness);
    return block.y + offset;
  };
  return flows.map(({ key, from, to, share, tone, spot }) => {
    const thickness = share * flowHeight;
    return {
      id: key,
      from: from.id,
      to: to.id,
      share,
      tone,
      spot,
      x0: from.x + from.width,
      x1: to.x,
      y0: next(out, from, from.share, thickness),
      y1: next(into, to, to.share, thickness),
      thickness,
    };
  });
}
