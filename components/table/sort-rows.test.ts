import { describe, expect, it } from 'vitest';
import { type Comparators, compareText, formatSort, nextSort, parseSort, sortRows } from './sort-rows.ts';

interface Row {
  readonly name: string;
  readonly share: number;
}

const comparators: Comparators<Row, 'name' | 'share'> = {
  name: (a, b) => compareText(a.name, b.name),
  share: (a, b) => b.share - a.share,
};

const rows: readonly Row[] = [
  { name: 'node-10', share: 0.5 },
  { name: 'node-9', share: 0.5 },
  { name: 'node-1', share: 0.1 },
];

describe('sorting of rows', () => {
  it('counts inside names', () => {
    expect(sortRows(rows, comparators, { by: 'name', reversed: false }).map((row) => row.name)).toEqual([
      'node-1',
      'node-9',
      'node-10',
    ]);
  });

  it('keeps equal rows in the order they came, in both directions', () => {
    for (const reversed of [false, true]) {
      const halves = sortRows(rows, comparators, { by: 'share', reversed }).filter((row) => row.share === 0.5);
      expect(halves.map((row) => row.name)).toEqual(['node-10', 'node-9']);
    }
  });

  it('goes through column, turned round, and the order of the page', () => {
    const first = nextSort<'name' | 'share'>(null, 'name');
    const second = nextSort(first, 'name');
    expect([formatSort(first), formatSort(second), nextSort(second, 'name')]).toEqual(['name', '-name', null]);
    expect(nextSort(second, 'share')).toEqual({ by: 'share', reversed: false });
  });

  it('reads only columns that the table has', () => {
    expect(parseSort('-share', comparators)).toEqual({ by: 'share', reversed: true });
    expect(parseSort('toString', comparators)).toBeNull();
    expect(parseSort(null, comparators)).toBeNull();
  });
});
