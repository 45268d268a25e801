'use client';

import { Funnel, Server } from 'lucide-react';
import { useMemo } from 'react';
import type { ServiceReport } from '../../lib/report/service-report.ts';
import { useShortcut } from '../keyboard/keyboard-provider.tsx';
import { changeMark } from '../live/live-state.ts';
import { verdictOrder, verdictWords } from '../status-vocabulary.ts';
import { DataTable } from '../table/data-table.tsx';
import { FaultsToggle } from '../table/faults-toggle.tsx';
import { FilterBox } from '../table/filter-box.tsx';
import { formatSort, nextSort, parseSort, sortRows } from '../table/sort-rows.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Section } from '../ui/section.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { useViewState } from '../use-view-state.ts';
import { nodeColumns } from './nodes-columns.tsx';
import { filterNodeRows, type NodeRow, nodeComparators, prepareNodeRows } from './prepare-nodes-table.ts';
import type { Variant } from './prepare-variants.ts';

interface NodesSectionProps {
  readonly report: ServiceReport;
  readonly takenAt: string;
  readonly recorded: boolean;
  readonly variant: Variant;
  readonly changes: ReadonlyMap<string, number>;
}

export function NodesSection({ report, takenAt, recorded, variant, changes }: NodesSectionProps) {
  const { state, update } = useViewState();
  const rows = useMemo(() => prepareNodeRows(report, variant), [report, variant]);
  const columns = useNodeColumns(takenAt, recorded ? takenAt : null, variant);
  const sort = parseSort(state.sort, nodeComparators);
  const shown = sortRows(filterNodeRows(rows, state), nodeComparators, sort);
  const toggleFaults = () => update({ onlyFaults: !state.onlyFaults });
  useShortcut('faults', toggleFaults);
  return (
    <Section
      id="nodes"
      title="Nodes"
      term="node"
      hint={<VerdictCounts rows={rows} />}
      actions={
        <>
          <FaultsToggle on={state.onlyFaults} onToggle={toggleFaults} />
          <FilterBox label="Filter nodes and pods" value={state.filter} onChange={(filter) => update({ filter })} />
        </>
      }
    >
      {shown.length > 0 ? (
        <DataTable
          label="Nodes under both policies"
          columns={columns}
          rows={shown}
          rowKey={(row) => row.name}
          nameOfRow={(row) => row.name}
          sort={sort}
          onSort={(by) => update({ sort: formatSort(nextSort(sort, by)) })}
          selectedKey={state.selection?.startsWith('node:') === true ? state.selection.slice('node:'.length) : null}
          changeMarkOf={(name) => changeMark(changes, `node:${name}`)}
          keys
        />
      ) : rows.length > 0 ? (
        <EmptyState
          icon={Funnel}
          title="The filter hides every node"
          action={<Button onClick={() => update({ filter: '', onlyFaults: false })}>Show all {rows.length}</Button>}
        >
          {state.onlyFaults ? 'No node with a fault fits.' : 'No node fits.'}
        </EmptyState>
      ) : (
        <EmptyState icon={Server} title="No nodes">
          Nodes could not be read, or the cluster has none.
        </EmptyState>
      )}
    </Section>
  );
}

function useNodeColumns(takenAt: string, recordedAt: string | null, variant: Variant) {
  const { update } = useViewState();
  return useMemo(
    () => nodeColumns((name) => update({ selection: `node:${name}` }), takenAt, recordedAt, variant.traffic),
    [update, takenAt, recordedAt, variant],
  );
}

function VerdictCounts({ rows }: { readonly rows: readonly NodeRow[] }) {
  const counts = verdictOrder
    .map((verdict) => ({ verdict, count: rows.filter((row) => row.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
  return (
    <span className="flex flex-wrap gap-x-3">
      {counts.map(({ verdict, count }) => (
        <StateBadge key={verdict} state={verdictWords[verdict]}>
          {count} {verdictWords[verdict].word}
        </StateBadge>
      ))}
    </span>
  );
}
