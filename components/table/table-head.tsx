import { ArrowDown, ArrowUp } from 'lucide-react';
import { AskTerm } from '../explain/ask-term.tsx';
import { HeadWords, headTitle } from '../explain/head-words.tsx';
import { type Column, shownFrom } from './column.ts';
import type { Sort } from './sort-rows.ts';

interface TableHeadProps<Row, Id extends string> {
  readonly columns: readonly Column<Row, Id>[];
  readonly sort: Sort<Id> | null;
  readonly onSort: (by: Id) => void;
}

const cellClass = 'border-b border-line bg-surface px-2 py-1 text-left align-bottom font-medium text-soft';

export function TableHead<Row, Id extends string>({ columns, sort, onSort }: TableHeadProps<Row, Id>) {
  const groups = groupColumns(columns);
  return (
    <thead className="sticky top-0 z-20">
      {groups.some((group) => group.title !== undefined) && (
        <tr className="hidden lg:table-row">
          {groups.map((group) => (
            <th
              key={group.key}
              colSpan={group.columns}
              scope="colgroup"
              className={`${cellClass} first:sticky first:left-0 ${group.title === undefined ? '' : 'border-l text-ink'}`}
            >
              {group.title ?? <span className="sr-only">Object</span>}
            </th>
          ))}
        </tr>
      )}
      <tr>
        {columns.map((column) => (
          <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

interface HeadCellProps<Row, Id extends string> {
  readonly column: Column<Row, Id>;
  readonly sort: Sort<Id> | null;
  readonly onSort: (by: Id) => void;
}

function HeadCell<Row, Id extends string>({ column, sort, onSort }: HeadCellProps<Row, Id>) {
  const isSorted = column.sortBy !== undefined && sort?.by === column.sortBy;
  return (
    <th
      scope="col"
      title={headTitle(column)}
      aria-label={column.group === undefined ? column.head : `${column.group} ${column.head}`}
      aria-sort={isSorted ? (sort?.reversed ? 'descending' : 'ascending') : undefined}
      style={{ width: column.width }}
      className={`${cellClass} first:sticky first:left-0 first:z-10 ${
        column.group === undefined ? 'whitespace-nowrap' : 'lg:max-xl:whitespace-normal whitespace-nowrap'
      } ${column.numeric ? 'text-right' : ''} ${column.from === undefined ? '' : shownFrom[column.from]}`}
    >
      {column.group !== undefined && <span className="lg:sr-only">{column.group} </span>}
      {column.sortBy === undefined ? (
        <HeadWords of={column} />
      ) : (
        <SortingHead column={column} by={column.sortBy} sort={isSorted ? sort : null} onSort={onSort} />
      )}
    </th>
  );
}

interface SortingHeadProps<Row, Id extends string> {
  readonly column: Column<Row, Id>;
  readonly by: Id;
  /** Null: the table is not sorted by this column. */
  readonly sort: Sort<Id> | null;
  readonly onSort: (by: Id) => void;
}

/** The words sort; what they mean is told by a mark beside them, on the side away from the edge the column keeps to. */
function SortingHead<Row, Id extends string>({ column, by, sort, onSort }: SortingHeadProps<Row, Id>) {
  const { head, term, meaning, numeric } = column;
  const Arrow = sort?.reversed ? ArrowUp : ArrowDown;
  return (
    <span className={`inline-flex items-center gap-0.5 align-bottom ${numeric ? 'flex-row-reverse' : ''}`}>
      <button
        type="button"
        onClick={() => onSort(by)}
        className={`inline-flex items-center gap-1 rounded-sm font-medium hover:text-ink ${sort === null ? '' : 'text-ink'}`}
      >
        {head}
        {sort !== null && <Arrow size={12} aria-hidden="true" />}
      </button>
      {term !== undefined && <AskTerm what={head} term={term} meaning={meaning} look="mark" />}
    </span>
  );
}

interface ColumnGroup {
  readonly key: string;
  readonly title: string | undefined;
  readonly columns: number;
}

/** Neighbours of one group under one head. */
function groupColumns<Row, Id extends string>(columns: readonly Column<Row, Id>[]): ColumnGroup[] {
  const groups: ColumnGroup[] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    if (last !== undefined && last.title === column.group) {
      groups[groups.length - 1] = { ...last, columns: last.columns + 1 };
    } else {
      groups.push({ key: column.key, title: column.group, columns: 1 });
    }
  }
  return groups;
}
