export interface Sort<Id extends string> {
  readonly by: Id;
  readonly reversed: boolean;
}

export type Comparators<Row, Id extends string> = Readonly<Record<Id, (a: Row, b: Row) => number>>;

/** `-lost` → by `lost`, turned round. Null: not a column of this table. */
export function parseSort<Id extends string>(
  text: string | null,
  comparators: Comparators<never, Id>,
): Sort<Id> | null {
  if (text === null) return null;
  const reversed = text.startsWith('-');
  const name = reversed ? text.slice(1) : text;
  return isColumn(name, comparators) ? { by: name, reversed } : null;
}

export function formatSort<Id extends string>(sort: Sort<Id> | null): string | null {
  if (sort === null) return null;
  return sort.reversed ? `-${sort.by}` : sort.by;
}

/** A new array in the order asked for; equal rows keep their order. Null sort: the rows as they came. */
export function sortRows<Row, Id extends string>(
  rows: readonly Row[],
  comparators: Comparators<Row, Id>,
  sort: Sort<Id> | null,
): readonly Row[] {
  if (sort === null) return rows;
  const compare = comparators[sort.by];
  return rows.toSorted(sort.reversed ? (a, b) => compare(b, a) : compare);
}

/** Order of a click on a column head: this column, turned round, back to the order of the page. */
export function nextSort<Id extends string>(current: Sort<Id> | null, by: Id): Sort<Id> | null {
  if (current === null || current.by !== by) return { by, reversed: false };
  return current.reversed ? null : { by, reversed: true };
}

const collator = new Intl.Collator('en', { numeric: true });

export function compareText(a: string, b: string): number {
  return collator.compare(a, b);
}

function isColumn<Id extends string>(name: string, comparators: Comparators<never, Id>): name is Id {
  return Object.hasOwn(comparators, name);
}
