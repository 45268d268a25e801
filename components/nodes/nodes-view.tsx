'use client';

import { Funnel, Server } from 'lucide-react';
import { useMemo } from 'react';
import { type NodeList, nodeListSchema } from '../../lib/report/cluster-documents.ts';
import type { SourceState } from '../../lib/snapshot/source-status.ts';
import type { SubpageData } from '../cluster/subpage-data.ts';
import { SubpageFrame } from '../cluster/subpage-frame.tsx';
import { useSubpage } from '../cluster/use-subpage.ts';
import { formatCount } from '../format.ts';
import { useShortcut } from '../keyboard/keyboard-provider.tsx';
import { DataTable } from '../table/data-table.tsx';
import { FaultsToggle } from '../table/faults-toggle.tsx';
import { FilterBox } from '../table/filter-box.tsx';
import { formatSort, nextSort, parseSort, sortRows } from '../table/sort-rows.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Section } from '../ui/section.tsx';
import { useViewState } from '../use-view-state.ts';
import { nodeListColumns } from './node-list-columns.tsx';
import { filterNodeList, nodeListComparators, prepareNodeList } from './prepare-node-list.ts';

interface NodesViewProps {
  readonly data: SubpageData;
  readonly document: NodeList;
  readonly renderedAt: string;
}

function probesKnown(state: SourceState): 'measured' | 'computed' {
  return state === 'absent' || state === 'denied' ? 'computed' : 'measured';
}

/** Every node: what is wrong with it, and what it would cost. */
export function NodesView({ data, document, renderedAt }: NodesViewProps) {
  const page = useSubpage({ data, document, renderedAt, schema: nodeListSchema, path: 'nodes' });
  const { state, update } = useViewState();
  const known = probesKnown(page.live.shown.summary.sources.probes.state);
  const rows = useMemo(() => prepareNodeList(data.id, page.document.nodes, known), [data.id, page.document, known]);
  const sort = parseSort(state.sort, nodeListComparators);
  const shown = sortRows(filterNodeList(rows, state), nodeListComparators, sort);
  const toggleFaults = () => update({ onlyFaults: !state.onlyFaults });
  useShortcut('faults', toggleFaults);
  return (
    <SubpageFrame live={page.live} renderedAt={renderedAt} crumbs={[{ label: 'nodes' }]} failed={page.failed}>
      <Section
        id="nodes"
        title="Nodes"
        term="node"
        hint={`${formatCount(rows.length, 'node')}. If one dies, who loses what, for how long.`}
        actions={
          <>
            <FaultsToggle on={state.onlyFaults} onToggle={toggleFaults} />
            <FilterBox label="Filter nodes" value={state.filter} onChange={(filter) => update({ filter })} />
          </>
        }
      >
        {shown.length > 0 ? (
          <DataTable
            label="Nodes"
            columns={nodeListColumns}
            rows={shown}
            rowKey={(row) => row.name}
            nameOfRow={(row) => row.name}
            sort={sort}
            onSort={(by) => update({ sort: formatSort(nextSort(sort, by)) })}
            keys
          />
        ) : rows.length > 0 ? (
          <EmptyState
            icon={Funnel}
            title="The filter hides every node"
            action={<Button onClick={() => update({ filter: '', onlyFaults: false })}>Show all {rows.length}</Button>}
          >
            {state.onlyFaults ? 'No node that stands out fits.' : 'No node fits.'}
          </EmptyState>
        ) : (
          <NoNodes />
        )}
      </Section>
    </SubpageFrame>
  );
}

function NoNodes() {
  return (
    <EmptyState icon={Server} title="No nodes">
      Nodes could not be read, or the cluster has none.
    </EmptyState>
  );
}
