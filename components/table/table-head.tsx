import { ArrowDown, ArrowUp } from 'lucide-react';
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
  const by = column.sortBy;
  const isSorted = by !== undefined && sort?.by === by;
  const Arrow = sort?.reversed ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      title={column.meaning}
      aria-sort={isSorted ? (sort?.reversed ? 'descending' : 'ascending') : undefined}
      style={{ width: column.width }}
      className={`${cellClass} first:sticky first:left-0 first:z-10 ${
        column.group === undefined ? 'whitespace-nowrap' : 'lg:max-xl:whitespace-normal whitespace-nowrap'
      } ${column.numeric ? 'text-right' : ''} ${column.from === undefined ? '' : shownFrom[column.from]}`}
    >
      {column.group !== undefined && <span className="lg:sr-only">{column.group} </span>}
      {by === undefined ? (
        column.head
      ) : (
        <button
          type="button"
          onClick={() => onSort(by)}
          className={`inline-flex items-center gap-1 rounded-sm font-medium hover:text-ink ${isSorted ? 'text-ink' : ''}`}
        >
          {column.head}
          {isSorted && <Arrow size={12} aria-hidden="true" />}
        </button>
      )}
    </th>
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
