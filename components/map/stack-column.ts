import type { Tone } from '../status-vocabulary.ts';
import { drawingOrder } from './map-layout.ts';
import type { MapGroup } from './routing-model.ts';

/** What a node and a pod have in common for the layout. */
export interface Stackable {
  readonly id: string;
  readonly name: string;
  readonly group: MapGroup;
  readonly spot: boolean;
  readonly tone: Tone;
  readonly wrong: boolean;
  readonly share: number;
}

/** A block before it has a place across: only its height and its distance from the top of the column. */
export interface StackedBlock {
  readonly id: string;
  readonly kind: 'item' | 'mosaic';
  readonly label: string;
  readonly tone: Tone;
  readonly spot: boolean;
  readonly share: number;
  readonly members: readonly number[];
  readonly cells: { readonly columns: number; readonly size: number } | null;
  readonly y: number;
  readonly height: number;
}

export interface StackedColumn {
  readonly blocks: readonly StackedBlock[];
  readonly headings: readonly { readonly text: string; readonly y: number }[];
  readonly height: number;
}

const rowHeight = 20;
const rowGap = 2;
const headingHeight = 18;
const groupGap = 8;
/** A mosaic is this many pixels wide when it decides how many cells stand in a row. */
const mosaicWidth = 216;
const mosaicHeightMax = 640;
/** Wrong ones keep a row with a name of their own up to this number. */
const namedWrongMax = 20;
const cellSizes: readonly number[] = [10, 8, 7, 6, 5, 4, 3];

/**
 * Stacks nodes or pods, which come ordered by group. Up to `detailedMax` each gets a row; above, each group becomes a
 * mosaic and only what is wrong keeps its row. `flowHeight` is the thickness of all connections together. O(n).
 */
export function stackColumn(items: readonly Stackable[], flowHeight: number, detailedMax: number): StackedColumn {
  const isDetailed = items.length <= detailedMax;
  const wrongCount = items.reduce((count, item) => count + (item.wrong ? 1 : 0), 0);
  const cellSize = isDetailed ? 0 : chooseCellSize(items.length);
  const blocks: StackedBlock[] = [];
  const headings: { text: string; y: number }[] = [];
  let y = 0;
  const push = (block: Omit<StackedBlock, 'y' | 'height'>, least: number) => {
    const height = Math.max(least, block.share * flowHeight);
    blocks.push({ ...block, y, height });
    y += height + rowGap;
  };
  for (const group of groupItems(items)) {
    if (y > 0) y += groupGap;
    headings.push({ text: headingOf(group, items), y });
    y += headingHeight;
    const alone = group.filter((index) => isDetailed || (wrongCount <= namedWrongMax && items[index]?.wrong === true));
    for (const index of alone) {
      const item = items[index];
      if (item !== undefined) push(itemBlock(item, index), rowHeight);
    }
    if (isDetailed) continue;
    for (const wrong of wrongCount > namedWrongMax ? [true, false] : [false]) {
      const members = group.filter((index) => items[index]?.wrong === wrong);
      if (members.length === 0) continue;
      const columns = Math.floor(mosaicWidth / cellSize);
      push(
        mosaicBlock(items, members, wrong, { columns, size: cellSize }),
        Math.ceil(members.length / columns) * cellSize,
      );
    }
  }
  return { blocks, headings, height: Math.max(0, y - rowGap) };
}

/** The tone of a crowd is that of its worst. */
function worstTone(tones: readonly Tone[]): Tone {
  return drawingOrder.findLast((tone) => tones.includes(tone)) ?? 'idle';
}

/** Positions of the items, cut where the group changes. */
function groupItems(items: readonly Stackable[]): number[][] {
  const groups: number[][] = [];
  let key: string | null = null;
  items.forEach((item, index) => {
    if (item.group.key !== key) groups.push([]);
    key = item.group.key;
    groups.at(-1)?.push(index);
  });
  return groups;
}

function headingOf(group: readonly number[], items: readonly Stackable[]): string {
  const first = items[group[0] ?? -1];
  return first === undefined ? '' : `${first.group.label} (${group.length})`;
}

function chooseCellSize(count: number): number {
  const fits = (size: number) => Math.ceil(count / Math.floor(mosaicWidth / size)) * size <= mosaicHeightMax;
  return cellSizes.find(fits) ?? 2;
}

function itemBlock(item: Stackable, index: number): Omit<StackedBlock, 'y' | 'height'> {
  const { id, name, tone, spot, share } = item;
  return { id, kind: 'item', label: name, tone, spot, share, members: [index], cells: null };
}

function mosaicBlock(
  items: readonly Stackable[],
  members: readonly number[],
  wrong: boolean,
  cells: { columns: number; size: number },
): Omit<StackedBlock, 'y' | 'height'> {
  const first = items[members[0] ?? -1];
  const share = members.reduce((sum, index) => sum + (items[index]?.share ?? 0), 0);
  return {
    id: `crowd:${first?.group.key ?? ''}:${wrong ? 'wrong' : 'rest'}`,
    kind: 'mosaic',
    label: `${members.length} in ${first?.group.label ?? ''}`,
    tone: worstTone(members.map((index) => items[index]?.tone ?? 'idle')),
    spot: first?.spot ?? false,
    share,
    members,
    cells,
  };
}
