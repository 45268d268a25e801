import type { Box, MapBlock, MapLayout, MapRibbon } from './map-layout.ts';

/**
 * The layout between two routings of the same model at `progress` 0…1. Blocks and ribbons with the same id move; what
 * is new grows in its place, what is gone is gone at once. The height is the new one from the start, as it is of the page.
 */
export function interpolateLayout(from: MapLayout, to: MapLayout, progress: number): MapLayout {
  if (progress >= 1) return to;
  const eased = progress * progress * (3 - 2 * progress);
  const mix = (a: number, b: number) => a + (b - a) * eased;
  const oldBlocks = new Map(from.blocks.map((block) => [block.id, block]));
  const oldRibbons = new Map(from.ribbons.map((ribbon) => [ribbon.id, ribbon]));
  return {
    ...to,
    blocks: to.blocks.map((block) => mixBlock(oldBlocks.get(block.id), block, mix)),
    ribbons: to.ribbons.map((ribbon) => mixRibbon(oldRibbons.get(ribbon.id), ribbon, mix)),
  };
}

type Mix = (a: number, b: number) => number;

function mixBlock(from: MapBlock | undefined, to: MapBlock, mix: Mix): MapBlock {
  const start: Box = from ?? { x: to.x, y: to.y + to.height / 2, width: to.width, height: 0 };
  return {
    ...to,
    x: mix(start.x, to.x),
    y: mix(start.y, to.y),
    width: mix(start.width, to.width),
    height: mix(start.height, to.height),
  };
}

function mixRibbon(from: MapRibbon | undefined, to: MapRibbon, mix: Mix): MapRibbon {
  const middle0 = to.y0 + to.thickness / 2;
  const middle1 = to.y1 + to.thickness / 2;
  return {
    ...to,
    y0: mix(from?.y0 ?? middle0, to.y0),
    y1: mix(from?.y1 ?? middle1, to.y1),
    thickness: mix(from?.thickness ?? 0, to.thickness),
  };
}
