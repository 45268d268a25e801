import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { formatZone } from '../format.ts';
import { verdictWords } from '../status-vocabulary.ts';
import type { Column } from '../table/column.ts';
import { ObjectName } from '../ui/object-name.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import type { NodeRow, NodeSort } from './prepare-nodes-table.ts';
import type { PolicyTraffic, Variant } from './prepare-variants.ts';
import { SeenCell } from './seen-cell.tsx';
import { ForwardsCell, ProbeCell, ShareCell } from './standing-cells.tsx';

/** Columns of the nodes table. `onSelect` makes the name a button that shows the node in full. */
export function nodeColumns(
  onSelect: (name: string) => void,
  renderedAt: string,
  recordedAt: string | null,
  traffic: Variant['traffic'],
): readonly Column<NodeRow, NodeSort>[] {
  return [
    {
      key: 'node',
      head: 'Node',
      term: 'node',
      sortBy: 'name',
      cell: (row) => (
        <button
          type="button"
          data-row-focus
          onClick={() => onSelect(row.name)}
          className="flex max-w-[40vw] min-w-0 rounded-sm text-left text-link hover:underline sm:max-w-72"
        >
          <ObjectName name={row.name} />
        </button>
      ),
    },
    {
      key: 'verdict',
      head: 'Verdict',
      term: 'verdict',
      sortBy: 'verdict',
      cell: (row) => <StateBadge state={{ ...verdictWords[row.verdict], sentence: row.because }} />,
    },
    { key: 'pool', head: 'Pool · zone', term: 'node pool', sortBy: 'pool', from: 'md', cell: placeCell },
    inPoolColumn,
    {
      key: 'observed',
      head: 'Probe seen',
      term: 'observed probe',
      sortBy: 'observed',
      from: 'md',
      cell: (row) => <SeenCell answers={row.observed} renderedAt={renderedAt} recordedAt={recordedAt} />,
    },
    ...policyColumns('Cluster', 'cluster-share', traffic.Cluster),
    ...policyColumns('Local', 'local-share', traffic.Local),
  ];
}

const inPoolColumn: Column<NodeRow, NodeSort> = {
  key: 'in-pool',
  head: 'In pool',
  term: 'in pool',
  sortBy: 'in-pool',
  from: 'md',
  cell: (row) => (row.inPool ? 'yes' : <span className="text-soft">no</span>),
};

function policyColumns(policy: TrafficPolicy, sortBy: NodeSort, of: PolicyTraffic): Column<NodeRow, NodeSort>[] {
  return [
    {
      key: `${policy} probe`,
      head: 'Expected probe',
      group: policy,
      term: 'expected probe',
      from: 'lg',
      cell: (row) => <ProbeCell row={row} policy={policy} of={of} />,
    },
    {
      key: `${policy} forwards`,
      head: 'Node does',
      group: policy,
      term: 'forwards',
      from: 'lg',
      cell: (row) => <ForwardsCell row={row} policy={policy} of={of} />,
    },
    {
      key: `${policy} share`,
      head: 'Enters here',
      group: policy,
      term: 'share',
      sortBy,
      numeric: true,
      cell: (row) => <ShareCell row={row} policy={policy} of={of} />,
    },
  ];
}

function placeCell(row: NodeRow) {
  return (
    <span className="whitespace-nowrap">
      {row.pool ?? 'no pool'} · {formatZone(row.zone)}
      {row.spot && <span className="ml-2 rounded-sm bg-idle-wash px-1 text-xs text-idle-ink">spot</span>}
      {row.silent ? (
        <span className="ml-2 text-xs font-medium text-degraded-ink">not heard from</span>
      ) : (
        row.ready === false && <span className="ml-2 text-xs font-medium text-degraded-ink">not ready</span>
      )}
      {row.ready === null && <span className="ml-2 text-xs font-medium text-degraded-ink">no such Node</span>}
    </span>
  );
}
