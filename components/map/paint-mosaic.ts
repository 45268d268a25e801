import type { MapColours } from './map-colours.ts';
import type { MapBlock } from './map-layout.ts';
import type { RoutingModel } from './routing-model.ts';

/** Cells of a mosaic that look the same. */
interface CellLot {
  readonly colour: string;
  readonly opacity: number;
  readonly positions: number[];
}

interface Painted {
  readonly colours: MapColours;
  readonly resolution: number;
  readonly tile: HTMLCanvasElement;
}

const faded = 0.45;

/** A mosaic keeps its list of members while it moves, so its picture is painted once and then only copied. */
const pictures = new WeakMap<readonly number[], Painted>();

/** Cells by how they look, so that colours are set a few times and not thousands of times. */
export function lotsOf(block: MapBlock, model: RoutingModel, colours: MapColours): readonly CellLot[] {
  const items = block.column === 'node' ? model.nodes : model.pods;
  const lots = new Map<string, CellLot>();
  block.members.forEach((index, position) => {
    const item = items[index];
    if (item === undefined) return;
    const opacity = item.share > 0 || item.wrong ? 1 : faded;
    const key = `${item.tone}${opacity}`;
    const lot = lots.get(key);
    if (lot === undefined) lots.set(key, { colour: colours.tones[item.tone].graphic, opacity, positions: [position] });
    else lot.positions.push(position);
  });
  return [...lots.values()];
}

export function paintMosaic(
  context: CanvasRenderingContext2D,
  block: MapBlock,
  model: RoutingModel,
  colours: MapColours,
): void {
  const { cells } = block;
  if (cells === null) return;
  context.fillStyle = colours.tones.idle.wash;
  context.fillRect(block.x, block.y, block.width, block.height);
  const height = Math.ceil(block.members.length / cells.columns) * cells.size;
  // Twice as fine where the map is looked at enlarged; finer costs more memory than the eye gains.
  const resolution = Math.min(4, Math.max(1, Math.ceil(context.getTransform().a)));
  const tile = pictureOf(block, model, colours, resolution, height);
  if (tile === null) return;
  context.imageSmoothingEnabled = false;
  context.drawImage(tile, block.x, block.y, block.width, height);
}

function pictureOf(
  block: MapBlock,
  model: RoutingModel,
  colours: MapColours,
  resolution: number,
  height: number,
): HTMLCanvasElement | null {
  const known = pictures.get(block.members);
  if (known !== undefined && known.colours === colours && known.resolution === resolution) return known.tile;
  const tile = document.createElement('canvas');
  tile.width = Math.max(1, Math.round(block.width * resolution));
  tile.height = Math.max(1, Math.round(height * resolution));
  const pen = tile.getContext('2d');
  if (pen === null) return null;
  pen.scale(resolution, resolution);
  paintCells(pen, block, model, colours);
  pictures.set(block.members, { colours, resolution, tile });
  return tile;
}

function paintCells(pen: CanvasRenderingContext2D, block: MapBlock, model: RoutingModel, colours: MapColours): void {
  for (const { colour, opacity, positions } of lotsOf(block, model, colours)) {
    pen.fillStyle = colour;
    pen.globalAlpha = opacity;
    for (const position of positions) {
      const cell = cellBox(block, position);
      pen.fillRect(cell.x, cell.y, cell.width, cell.height);
    }
  }
}

/** The drawn part of a cell, from the corner of its mosaic. */
export function cellBox({ cells, width }: MapBlock, position: number) {
  if (cells === null) return { x: 0, y: 0, width: 0, height: 0 };
  const gap = cells.size > 4 ? 1 : 0;
  const cellWidth = width / cells.columns;
  return {
    x: (position % cells.columns) * cellWidth,
    y: Math.floor(position / cells.columns) * cells.size,
    width: cellWidth - gap,
    height: cells.size - gap,
  };
}
