import type { MapBlock, MapLayout } from './map-layout.ts';

/** What lies under a point: a block, and in a mosaic the cell. */
export interface MapHit {
  readonly block: MapBlock;
  /** Position in the nodes or pods of the model; null for a block that stands for none or for many. */
  readonly member: number | null;
}

/** The blocks of a layout, ready for many questions about points. */
export class HitIndex {
  readonly #columns: readonly (readonly MapBlock[])[];

  constructor(layout: MapLayout) {
    const columns = new Map<number, MapBlock[]>();
    for (const block of layout.blocks) {
      const column = columns.get(block.x);
      if (column === undefined) columns.set(block.x, [block]);
      else column.push(block);
    }
    this.#columns = [...columns.values()].map((column) => column.toSorted((a, b) => a.y - b.y));
  }

  /** Null: nothing is there. */
  at(x: number, y: number): MapHit | null {
    for (const column of this.#columns) {
      const [first] = column;
      if (first === undefined || x < first.x || x > first.x + first.width) continue;
      const block = lastNotBelow(column, y);
      if (block !== null && y <= block.y + block.height) return { block, member: memberAt(block, x, y) };
    }
    return null;
  }
}

function lastNotBelow(column: readonly MapBlock[], y: number): MapBlock | null {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const block = column[middle];
    if (block !== undefined && block.y <= y) low = middle + 1;
    else high = middle;
  }
  return column[low - 1] ?? null;
}

function memberAt(block: MapBlock, x: number, y: number): number | null {
  if (block.kind === 'item') return block.members[0] ?? null;
  if (block.cells === null) return null;
  const column = Math.min(block.cells.columns - 1, Math.floor(((x - block.x) / block.width) * block.cells.columns));
  const row = Math.floor((y - block.y) / block.cells.size);
  return block.members[row * block.cells.columns + column] ?? null;
}

/** The box of one member: the block itself, or its cell in a mosaic. */
export function memberBox(block: MapBlock, member: number) {
  const { x, y, width, height, cells } = block;
  if (cells === null) return { x, y, width, height };
  const position = block.members.indexOf(member);
  const cellWidth = width / cells.columns;
  return {
    x: x + (position % cells.columns) * cellWidth,
    y: y + Math.floor(position / cells.columns) * cells.size,
    width: cellWidth,
    height: cells.size,
  };
}
