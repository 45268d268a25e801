import { type MapHit, memberBox } from './hit-test.ts';
import type { LitPath } from './lit-path.ts';
import type { MapColours } from './map-colours.ts';
import type { MapLayout } from './map-layout.ts';
import type { MapView } from './map-view.ts';
import { paintBlocks, paintHeadings } from './paint-blocks.ts';
import { paintRibbons } from './paint-ribbons.ts';
import type { RoutingModel } from './routing-model.ts';

/** Sizes a canvas for the screen and hands out its pen, cleared. Null: this browser has no canvas. */
export function startPainting(
  canvas: HTMLCanvasElement,
  layout: MapLayout,
  view: MapView,
): CanvasRenderingContext2D | null {
  const ratio = Math.min(2, window.devicePixelRatio);
  const [width, height] = [Math.round(layout.width * ratio), Math.round(layout.height * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, layout.width, layout.height);
  context?.setTransform(ratio * view.scale, 0, 0, ratio * view.scale, ratio * view.x, ratio * view.y);
  return context;
}

export function paintMap(
  context: CanvasRenderingContext2D,
  layout: MapLayout,
  model: RoutingModel,
  colours: MapColours,
): void {
  paintRibbons(context, layout.ribbons, colours, 1);
  paintBlocks(context, layout.blocks, model, colours);
  paintHeadings(context, layout.headings, colours);
}

/** Over the map: everything fades but the lit path and what is failing. `veil` is how much it fades, 0 to 1. */
export function paintLitPath(
  context: CanvasRenderingContext2D,
  layout: MapLayout,
  model: RoutingModel,
  colours: MapColours,
  lit: LitPath,
  veil: number,
): void {
  context.globalAlpha = veil;
  context.fillStyle = colours.surface;
  context.fillRect(0, 0, layout.width, layout.height);
  context.globalAlpha = 1;
  const failing = layout.ribbons.filter((ribbon) => ribbon.tone === 'failing' && !lit.ribbons.has(ribbon.id));
  paintRibbons(context, failing, colours, 1);
  const ribbons = layout.ribbons.filter((ribbon) => lit.ribbons.has(ribbon.id));
  paintRibbons(context, ribbons, colours, 2);
  const blocks = layout.blocks.filter((block) => lit.blocks.has(block.id) || block.tone === 'failing');
  paintBlocks(context, blocks, model, colours);
}

/** A frame around what is looked at or selected. */
export function paintFrame(context: CanvasRenderingContext2D, colours: MapColours, hit: MapHit): void {
  const box = hit.member === null ? hit.block : memberBox(hit.block, hit.member);
  context.strokeStyle = colours.focus;
  context.lineWidth = 2;
  context.strokeRect(box.x - 1, box.y - 1, box.width + 2, box.height + 2);
}
