import type { ColumnHead } from '../explain/head-words.tsx';

/** One column of a table. `Id` names the columns that can be sorted by. */
export interface Column<Row, Id extends string> extends ColumnHead {
  readonly key: string;
  readonly sortBy?: Id;
  /** Columns with the same group stand under one head on wide screens; such a table hides no column above `lg`. */
  readonly group?: string;
  readonly numeric?: boolean;
  /** CSS width; the rest is shared. */
  readonly width?: string;
  /** The screen width from which the column is shown; always when left out. */
  readonly from?: ShownFrom;
  readonly cell: (row: Row) => React.ReactNode;
}

export type ShownFrom = 'sm' | 'md' | 'lg' | 'xl';

/** Complete class names, so that the style sheet contains them. */
export const shownFrom: Readonly<Record<ShownFrom, string>> = {
  sm: 'hidden sm:table-cell',
  md: 'hidden md:table-cell',
  lg: 'hidden lg:table-cell',
  xl: 'hidden xl:table-cell',
};
