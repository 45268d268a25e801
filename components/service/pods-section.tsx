'use client';

import { Box, Funnel } from 'lucide-react';
import { useMemo } from 'react';
import { podStateOrder, podStateWords } from '../status-vocabulary.ts';
import { DataTable } from '../table/data-table.tsx';
import { formatSort, nextSort, parseSort, sortRows } from '../table/sort-rows.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Section } from '../ui/section.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { useViewState } from '../use-view-state.ts';
import { podColumns } from './pods-columns.tsx';
import { filterPodRows, type PodRow, podComparators, preparePodRows } from './prepare-pods-table.ts';
import type { Variant } from './prepare-variants.ts';

export function PodsSection({ variant }: { readonly variant: Variant }) {
  const { state, update } = useViewState();
  const rows = useMemo(() => preparePodRows(variant), [variant]);
  const columns = useMemo(
    () => podColumns((name) => update({ selection: `node:${name}` }), variant.traffic),
    [update, variant],
  );
  const sort = parseSort(state.podSort, podComparators);
  const shown = sortRows(filterPodRows(rows, state), podComparators, sort);
  return (
    <Section id="pods" title="Pods by node" term="pod" hint={<StateCounts rows={rows} />}>
      {shown.length > 0 ? (
        <DataTable
          label="Pods by node"
          columns={columns}
          rows={shown}
          rowKey={(row) => `${row.key} ${row.ip}`}
          nameOfRow={(row) => row.name}
          sort={sort}
          onSort={(by) => update({ podSort: formatSort(nextSort(sort, by)) })}
        />
      ) : rows.length > 0 ? (
        <EmptyState
          icon={Funnel}
          title="The filter hides every pod"
          action={<Button onClick={() => update({ filter: '', onlyFaults: false })}>Show all {rows.length}</Button>}
        >
          No pod fits.
        </EmptyState>
      ) : (
        <EmptyState icon={Box} title="No endpoints">
          No pod stands behind this port: its selector matches none, or EndpointSlices could not be read.
        </EmptyState>
      )}
    </Section>
  );
}

function StateCounts({ rows }: { readonly rows: readonly PodRow[] }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      {podStateOrder.map((state) => {
        const count = rows.filter((row) => row.state === state).length;
        if (count === 0) return null;
        return (
          <StateBadge key={state} state={podStateWords[state]}>
            {count} {podStateWords[state].word}
          </StateBadge>
        );
      })}
    </span>
  );
}
