'use client';

import { useMemo, useState } from 'react';
import { formatShare } from '../format.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { nextSort, type Sort, sortRows } from '../table/sort-rows.ts';
import { ObjectName } from '../ui/object-name.tsx';
import { prepareRoutingRows, type RoutingRow, type RoutingSort, routingComparators } from './prepare-routing-rows.ts';
import type { RoutingModel } from './routing-model.ts';

export const routingColumns: readonly Column<RoutingRow, RoutingSort>[] = [
  { key: 'from', head: 'From', sortBy: 'from', cell: (row) => <Name text={row.from} /> },
  {
    key: 'to',
    head: 'To',
    sortBy: 'to',
    cell: (row) =>
      row.lost ? <span className="font-medium text-failing-ink">lost: reaches no pod</span> : <Name text={row.to} />,
  },
  {
    key: 'place',
    head: 'Pool · zone',
    term: 'node pool',
    sortBy: 'place',
    from: 'md',
    cell: (row) => `${row.place}${row.spot ? ' · spot' : ''}`,
  },
  { key: 'share', head: 'Share', term: 'share', sortBy: 'share', numeric: true, cell: (row) => formatShare(row.share) },
];

/** The routing map as a table: one row for each ribbon. */
export function RoutingTable({ model }: { readonly model: RoutingModel }) {
  const [sort, setSort] = useState<Sort<RoutingSort> | null>(null);
  const rows = useMemo(() => prepareRoutingRows(model), [model]);
  return (
    <DataTable
      label={`Routing under ${model.policy}`}
      columns={routingColumns}
      rows={sortRows(rows, routingComparators, sort)}
      rowKey={(row) => row.key}
      nameOfRow={(row) => row.to}
      sort={sort}
      onSort={(by) => setSort(nextSort(sort, by))}
    />
  );
}

function Name({ text }: { readonly text: string }) {
  return (
    <span className="flex max-w-[36vw] sm:max-w-80">
      <ObjectName name={text} />
    </span>
  );
}
