import type { Tone } from '../status-vocabulary.ts';
import type { MapColours } from './map-colours.ts';
import type { MapRibbon } from './map-layout.ts';

/** Thinner than this nothing is seen, so this is the least. */
export const thicknessMin = 0.75;

/** From this thickness on an edge of the background tells neighbours apart. */
const edgeFrom = 5;

export const ribbonOpacities: Readonly<Record<Tone, number>> = {
  healthy: 0.3,
  idle: 0.3,
  draining: 0.45,
  unknown: 0.45,
  degraded: 0.6,
  failing: 0.85,
};

/** Ribbons in the order given; those through spot machines are hatched. `strength` scales their opacity. */
export function paintRibbons(
  context: CanvasRenderingContext2D,
  ribbons: readonly MapRibbon[],
  colours: MapColours,
  strength: number,
): void {
  const hatching = hatch(context, colours.surface);
  for (const ribbon of ribbons) {
    if (ribbon.thickness <= 0) continue;
    context.globalAlpha = Math.min(1, ribbonOpacities[ribbon.tone] * strength);
    context.fillStyle = colours.tones[ribbon.tone].graphic;
    const path = ribbonPath(ribbon);
    context.fill(path);
    context.globalAlpha = 1;
    if (ribbon.spot && hatching !== null) {
      context.fillStyle = hatching;
      context.fill(path);
    }
    if (ribbon.thickness < edgeFrom) continue;
    context.strokeStyle = colours.surface;
    context.lineWidth = 1;
    context.stroke(path);
  }
  context.globalAlpha = 1;
}

function ribbonPath({ x0, x1, y0, y1, thickness }: MapRibbon): Path2D {
  const height = Math.max(thicknessMin, thickness);
  const middle = (x0 + x1) / 2;
  const path = new Path2D();
  path.moveTo(x0, y0);
  path.bezierCurveTo(middle, y0, middle, y1, x1, y1);
  path.lineTo(x1, y1 + height);
  path.bezierCurveTo(middle, y1 + height, middle, y0 + height, x0, y0 + height);
  path.closePath();
  return path;
}

const hatchings = new WeakMap<CanvasRenderingContext2D, { readonly colour: string; readonly pattern: CanvasPattern }>();

/** Diagonal stripes of the background: the colour of the state stays what it is. Made once for each canvas and colour. */
export function hatch(context: CanvasRenderingContext2D, colour: string): CanvasPattern | null {
  const known = hatchings.get(context);
  if (known?.colour === colour) return known.pattern;
  const tile = document.createElement('canvas');
  tile.width = 6;
  tile.height = 6;
  const pen = tile.getContext('2d');
  if (pen === null) return null;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  for (const offset of [-6, 0, 6]) {
    pen.moveTo(offset, 6);
    pen.lineTo(offset + 6, 0);
  }
  pen.stroke();
  const pattern = context.createPattern(tile, 'repeat');
  if (pattern !== null) hatchings.set(context, { colour, pattern });
  return pattern;
}
