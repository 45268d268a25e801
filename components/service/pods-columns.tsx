import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { Figure } from '../explain/figure.tsx';
import { formatFactor, formatShare, formatZone } from '../format.ts';
import { podStateWords } from '../status-vocabulary.ts';
import type { Column } from '../table/column.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { ObjectName } from '../ui/object-name.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { explainPodFactor, explainPodShare } from './explain-share.ts';
import type { PodRow, PodSort } from './prepare-pods-table.ts';
import type { PolicyTraffic, Variant } from './prepare-variants.ts';

/** Columns of the pods table. `onSelectNode` makes the name of the node a button. */
export function podColumns(
  onSelectNode: (name: string) => void,
  traffic: Variant['traffic'],
): readonly Column<PodRow, PodSort>[] {
  return [
    {
      key: 'pod',
      head: 'Pod',
      term: 'pod',
      sortBy: 'name',
      cell: (row) => (
        <span className="flex max-w-[44vw] min-w-0 items-center sm:max-w-80">
          <ObjectName name={row.name} copy="pod" />
        </span>
      ),
    },
    {
      key: 'state',
      head: 'State',
      term: 'endpoint',
      sortBy: 'state',
      cell: (row) => <StateBadge state={podStateWords[row.state]} />,
    },
    {
      key: 'node',
      head: 'Node',
      term: 'node',
      sortBy: 'node',
      from: 'md',
      cell: (row) => <NodeOfPod row={row} onSelect={onSelectNode} />,
    },
    {
      key: 'address',
      head: 'Address',
      from: 'lg',
      cell: (row) => (
        <span className="inline-flex items-center font-mono text-xs">
          {row.ip}
          <CopyButton text={row.ip} what={`address ${row.ip}`} className="-my-1" />
        </span>
      ),
    },
    ...shareColumns('Cluster', 'cluster-share', traffic.Cluster),
    ...shareColumns('Local', 'local-share', traffic.Local),
  ];
}

function shareColumns(policy: TrafficPolicy, sortBy: PodSort, of: PolicyTraffic): Column<PodRow, PodSort>[] {
  return [
    {
      key: `${policy} share`,
      head: 'Ends here',
      group: policy,
      term: 'share',
      sortBy,
      numeric: true,
      cell: ({ name, node, share }) =>
        share[policy] === 0 ? (
          <span className="text-soft">–</span>
        ) : (
          <Figure
            inTable
            what={`the share of ${name} under ${policy}`}
            explain={() => explainPodShare(of, policy, { node, share: share[policy] })}
          >
            {formatShare(share[policy])}
          </Figure>
        ),
    },
    {
      key: `${policy} factor`,
      head: '× fair share',
      group: policy,
      term: 'fair share',
      numeric: true,
      from: 'lg',
      cell: (row) => {
        const factor = row.share[policy] === 0 ? null : row.factor[policy];
        const isHot = factor !== null && factor >= 1.5;
        if (factor === null) return formatFactor(factor);
        return (
          <Figure
            inTable
            what={`the load of ${row.name} under ${policy}`}
            explain={() => explainPodFactor(row.share[policy], factor)}
          >
            <span className={isHot ? 'font-medium text-degraded-ink' : ''}>{formatFactor(factor)}</span>
          </Figure>
        );
      },
    },
  ];
}

function NodeOfPod({ row, onSelect }: { readonly row: PodRow; readonly onSelect: (name: string) => void }) {
  const { node } = row;
  if (node === null) return <span className="text-soft">none known</span>;
  return (
    <span className="flex items-center gap-2">
      <button
        type="button"
        onClick={() => onSelect(node)}
        title={`${row.pool ?? 'no pool'} · ${formatZone(row.zone)}`}
        className="flex max-w-72 min-w-0 rounded-sm text-left text-link hover:underline"
      >
        <ObjectName name={node} />
      </button>
      {row.spot && <span className="rounded-sm bg-idle-wash px-1 text-xs text-idle-ink">spot</span>}
    </span>
  );
}
