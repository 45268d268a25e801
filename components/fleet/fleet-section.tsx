'use client';

import { Funnel } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useShortcut } from '../keyboard/keyboard-provider.tsx';
import { changeMark } from '../live/live-state.ts';
import { shownStatus } from '../shown-state.ts';
import { shownStatusOrder, statusWords } from '../status-vocabulary.ts';
import { DataTable } from '../table/data-table.tsx';
import { FaultsToggle } from '../table/faults-toggle.tsx';
import { FilterBox } from '../table/filter-box.tsx';
import { formatSort, nextSort, parseSort, sortRows } from '../table/sort-rows.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Section } from '../ui/section.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { useViewState } from '../use-view-state.ts';
import { type ChangeCounts, countChanges } from './changed-rows.ts';
import { fleetColumns } from './fleet-columns.tsx';
import type { FleetRow } from './fleet-row.ts';
import { filterFleet, fleetComparators } from './prepare-fleet.ts';

interface FleetSectionProps {
  /** Worst first. */
  readonly rows: readonly FleetRow[];
  readonly renderedAt: string;
}

export function FleetSection({ rows, renderedAt }: FleetSectionProps) {
  const { state, update } = useViewState();
  const changes = useChanges(rows);
  const columns = useMemo(() => fleetColumns(renderedAt), [renderedAt]);
  const sort = parseSort(state.sort, fleetComparators);
  const shown = sortRows(filterFleet(rows, state), fleetComparators, sort);
  const toggleFaults = () => update({ onlyFaults: !state.onlyFaults });
  useShortcut('faults', toggleFaults);
  return (
    <Section
      id="clusters"
      title="Clusters"
      term="status"
      hint={<StatusCounts rows={rows} />}
      actions={
        <>
          <FaultsToggle on={state.onlyFaults} onToggle={toggleFaults} />
          <FilterBox label="Filter clusters" value={state.filter} onChange={(filter) => update({ filter })} />
        </>
      }
    >
      {shown.length === 0 ? (
        <EmptyState
          icon={Funnel}
          title="The filter hides every cluster"
          action={<Button onClick={() => update({ filter: '', onlyFaults: false })}>Show all {rows.length}</Button>}
        >
          {rows.length} are served here, and none of them fits.
        </EmptyState>
      ) : (
        <DataTable
          label="Clusters"
          columns={columns}
          rows={shown}
          rowKey={(row) => row.id}
          nameOfRow={(row) => row.id}
          sort={sort}
          onSort={(by) => update({ sort: formatSort(nextSort(sort, by)) })}
          changeMarkOf={(id) => changeMark(changes, id)}
          keys
        />
      )}
    </Section>
  );
}

function StatusCounts({ rows }: { readonly rows: readonly FleetRow[] }) {
  const counted = shownStatusOrder
    .map((status) => ({ status, count: rows.filter((row) => shownStatus(row) === status).length }))
    .filter(({ count }) => count > 0);
  return (
    <span className="flex flex-wrap gap-x-3">
      {counted.map(({ status, count }) => (
        <StateBadge key={status} state={statusWords[status]}>
          {count} {statusWords[status].word}
        </StateBadge>
      ))}
    </span>
  );
}

interface SeenRows {
  readonly rows: readonly FleetRow[];
  readonly changes: ChangeCounts;
}

/** How often each row has changed since the page came: those of the last rendering are marked for a moment. */
function useChanges(rows: readonly FleetRow[]): ChangeCounts {
  const [seen, setSeen] = useState<SeenRows>({ rows, changes: new Map() });
  if (seen.rows === rows) return seen.changes;
  const next = { rows, changes: countChanges(seen.changes, seen.rows, rows) };
  setSeen(next);
  return next.changes;
}
