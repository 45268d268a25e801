'use client';

import { useRef } from 'react';
import { moveAmongFigures } from '../explain/move-among-figures.ts';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import { type Column, shownFrom } from './column.ts';
import type { Sort } from './sort-rows.ts';
import { TableHead } from './table-head.tsx';
import { useRowKeys } from './use-row-keys.ts';
import { useRowsInView } from './use-rows-in-view.ts';

interface DataTableProps<Row, Id extends string> {
  /** What the table holds, for the accessible name. */
  readonly label: string;
  readonly columns: readonly Column<Row, Id>[];
  /** In the order to show. */
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly nameOfRow: (row: Row) => string;
  readonly sort: Sort<Id> | null;
  readonly onSort: (by: Id) => void;
  /** Whether `j`, `k` and `c` act on this table. */
  readonly keys?: boolean;
  readonly selectedKey?: string | null;
  readonly changeMarkOf?: (key: string) => 'odd' | 'even' | undefined;
}

/** A table that draws only the rows in view once there are many, and stays a real table for screen readers. */
export function DataTable<Row, Id extends string>(props: DataTableProps<Row, Id>) {
  const { label, columns, rows, rowKey, nameOfRow, keys = false } = props;
  const container = useRef<HTMLElement>(null);
  const view = useRowsInView(container, rows.length);
  useRowKeys({
    container,
    rowCount: rows.length,
    scrollToRow: view.scrollToRow,
    nameOfRow: (index) => textAt(rows, index, nameOfRow),
    enabled: keys,
  });
  return (
    <ScrollRegion
      label={`Table of ${label}`}
      ref={container}
      className="relative max-h-[640px]"
      onKeyDown={moveAmongFigures}
    >
      <table
        aria-label={label}
        aria-rowcount={view.measureRow === undefined ? undefined : rows.length + 1}
        className="w-full border-separate border-spacing-0"
      >
        <TableHead columns={columns} sort={props.sort} onSort={props.onSort} />
        <Gap height={view.before} columns={columns.length} />
        <tbody>
          {view.indexes.map((index) => {
            const row = rows[index];
            if (row === undefined) return null;
            const key = rowKey(row);
            return (
              <tr
                key={key}
                data-index={index}
                ref={view.measureRow}
                aria-rowindex={view.measureRow === undefined ? undefined : index + 2}
                aria-current={props.selectedKey === key ? 'true' : undefined}
                data-changed={props.changeMarkOf?.(key)}
                className="h-8 bg-surface hover:bg-hover aria-[current]:bg-selected"
              >
                <RowCells row={row} columns={columns} />
              </tr>
            );
          })}
        </tbody>
        <Gap height={view.after} columns={columns.length} />
      </table>
    </ScrollRegion>
  );
}

function RowCells<Row, Id extends string>({
  row,
  columns,
}: {
  readonly row: Row;
  readonly columns: readonly Column<Row, Id>[];
}) {
  return columns.map((column, position) => {
    const className = `border-b border-line px-2 py-1 ${column.numeric ? 'text-right whitespace-nowrap' : 'text-left'} ${
      column.from === undefined ? '' : shownFrom[column.from]
    }`;
    return position === 0 ? (
      <th key={column.key} scope="row" className={`sticky left-0 z-10 bg-inherit font-normal ${className}`}>
        {column.cell(row)}
      </th>
    ) : (
      <td key={column.key} className={className}>
        {column.cell(row)}
      </td>
    );
  });
}

/** Room of the rows that are not drawn. */
function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tbody aria-hidden="true">
      <tr>
        <td colSpan={columns} style={{ height, padding: 0 }} />
      </tr>
    </tbody>
  );
}

function textAt<Row>(rows: readonly Row[], index: number, textOf: (row: Row) => string): string {
  const row = rows[index];
  return row === undefined ? '' : textOf(row);
}
