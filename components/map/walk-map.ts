import type { MapHit } from './hit-test.ts';
import type { MapBlock, MapColumn, MapLayout } from './map-layout.ts';

export type WalkKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'Home';

const columnOrder: readonly MapColumn[] = ['frontend', 'node', 'hub', 'pod'];

export function isWalkKey(key: string): key is WalkKey {
  return key === 'Home' || /^Arrow(Up|Down|Left|Right)$/.test(key);
}

/** The block that an arrow key leads to: up and down inside a column, left and right to the nearest of the next one. */
export function walkMap(layout: MapLayout, current: MapHit | null, key: WalkKey): MapHit | null {
  const columns = columnOrder
    .map((column) => layout.blocks.filter((block) => block.column === column).toSorted((a, b) => a.y - b.y))
    .filter((column) => column.length > 0);
  const here = columns.findIndex((column) => column.some((block) => block.id === current?.block.id));
  const column = columns[here];
  if (current === null || column === undefined || key === 'Home') return hitOf(columns[0]?.[0]);
  const row = column.findIndex((block) => block.id === current.block.id);
  if (key === 'ArrowUp') return hitOf(column[Math.max(0, row - 1)]);
  if (key === 'ArrowDown') return hitOf(column[Math.min(column.length - 1, row + 1)]);
  const next = columns[here + (key === 'ArrowRight' ? 1 : -1)];
  return next === undefined ? current : hitOf(nearest(next, current.block));
}

function nearest(column: readonly MapBlock[], to: MapBlock): MapBlock | undefined {
  const middle = (block: MapBlock) => block.y + block.height / 2;
  return column.toSorted((a, b) => Math.abs(middle(a) - middle(to)) - Math.abs(middle(b) - middle(to)))[0];
}

function hitOf(block: MapBlock | undefined): MapHit | null {
  if (block === undefined) return null;
  return { block, member: block.kind === 'item' ? (block.members[0] ?? null) : null };
}
