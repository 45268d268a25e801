'use client';

import { useMemo } from 'react';
import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import { useShortcut } from '../keyboard/keyboard-provider.tsx';
import { changeMark } from '../live/live-state.ts';
import { statusWords } from '../status-vocabulary.ts';
import { DataTable } from '../table/data-table.tsx';
import { FaultsToggle } from '../table/faults-toggle.tsx';
import { FilterBox } from '../table/filter-box.tsx';
import { formatSort, nextSort, parseSort, sortRows } from '../table/sort-rows.ts';
import { Section } from '../ui/section.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { useViewState } from '../use-view-state.ts';
import { prepareServicesEmpty } from './prepare-services-empty.ts';
import {
  countStatuses,
  filterServiceRows,
  prepareServiceRows,
  type ServiceRow,
  serviceComparators,
} from './prepare-services-table.ts';
import { serviceColumns } from './services-columns.tsx';
import { ServicesEmpty } from './services-empty.tsx';

interface ServicesSectionProps {
  /** Id of the cluster in addresses. */
  readonly clusterId: string;
  readonly summary: ClusterSummary;
  readonly changes: ReadonlyMap<string, number>;
}

export function ServicesSection({ clusterId, summary, changes }: ServicesSectionProps) {
  const { state, update } = useViewState();
  const rows = useMemo(() => prepareServiceRows(clusterId, summary), [clusterId, summary]);
  const sort = parseSort(state.sort, serviceComparators);
  const shown = sortRows(filterServiceRows(rows, state), serviceComparators, sort);
  const empty = prepareServicesEmpty(summary.sources, rows.length, shown.length);
  const toggleFaults = () => update({ onlyFaults: !state.onlyFaults });
  useShortcut('faults', toggleFaults);
  return (
    <Section
      id="services"
      title="Services"
      term="status"
      hint={<StatusCounts rows={rows} />}
      actions={
        <>
          <FaultsToggle on={state.onlyFaults} onToggle={toggleFaults} />
          <FilterBox label="Filter Services" value={state.filter} onChange={(filter) => update({ filter })} />
        </>
      }
    >
      {empty === null ? (
        <DataTable
          label="Services"
          columns={serviceColumns}
          rows={shown}
          rowKey={(row) => row.key}
          nameOfRow={(row) => row.key}
          sort={sort}
          onSort={(by) => update({ sort: formatSort(nextSort(sort, by)) })}
          changeMarkOf={(key) => changeMark(changes, key)}
          keys
        />
      ) : (
        <ServicesEmpty
          reason={empty}
          cluster={summary.cluster}
          services={rows.length}
          onShowAll={() => update({ filter: '', onlyFaults: false })}
        />
      )}
    </Section>
  );
}

function StatusCounts({ rows }: { readonly rows: readonly ServiceRow[] }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      {countStatuses(rows).map(({ status, count }) => (
        <StateBadge key={status} state={statusWords[status]}>
          {count} {statusWords[status].word}
        </StateBadge>
      ))}
    </span>
  );
}
