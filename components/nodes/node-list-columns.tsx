import Link from 'next/link';
import { Figure } from '../explain/figure.tsx';
import { formatInstant, formatShare, formatWindow, formatZone } from '../format.ts';
import { verdictWords } from '../status-vocabulary.ts';
import type { Column } from '../table/column.ts';
import { ObjectName } from '../ui/object-name.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { explainEntering, explainInRotationOf, explainNodeLoss } from './explain-node-loss.ts';
import type { NodeListRow, NodeListSort } from './prepare-node-list.ts';

export const nodeListColumns: readonly Column<NodeListRow, NodeListSort>[] = [
  {
    key: 'node',
    head: 'Node',
    term: 'node',
    sortBy: 'name',
    cell: (row) => (
      <Link href={row.href} prefetch={false} data-row-focus className="flex max-w-[46vw] min-w-0 sm:max-w-80">
        <ObjectName name={row.name} />
      </Link>
    ),
  },
  {
    key: 'verdict',
    head: 'Verdicts',
    term: 'verdict',
    meaning: 'Counted over the Services.',
    sortBy: 'verdict',
    cell: (row) => <Verdicts row={row} />,
  },
  {
    key: 'place',
    head: 'Pool · zone',
    term: 'node pool',
    sortBy: 'place',
    from: 'md',
    cell: (row) => <Place row={row} />,
  },
  {
    key: 'rotation',
    head: 'In rotation of',
    term: 'rotation',
    meaning: 'Services that send it new connections.',
    sortBy: 'rotation',
    numeric: true,
    from: 'sm',
    cell: ({ name, inRotationOf }) => (
      <Figure inTable what={`in how many rotations ${name} is`} explain={() => explainInRotationOf(inRotationOf)}>
        {inRotationOf}
      </Figure>
    ),
  },
  {
    key: 'endpoints',
    head: 'Endpoints',
    term: 'endpoint',
    meaning: 'Endpoints of load balancer Services on it, of any state, and of how many Services.',
    sortBy: 'endpoints',
    numeric: true,
    from: 'md',
    cell: (row) =>
      row.endpoints === 0 ? <span className="text-soft">none</span> : `${row.endpoints} of ${row.services}`,
  },
  {
    key: 'entering',
    head: 'Enters here',
    term: 'share',
    meaning: 'Of the new connections of the Service that loses most, entering through this node.',
    sortBy: 'entering',
    numeric: true,
    from: 'lg',
    cell: ({ name, worst }) =>
      worst === null ? (
        '–'
      ) : (
        <Figure inTable what={`what enters through ${name}`} explain={() => explainEntering(worst.entering)}>
          {formatShare(worst.entering)}
        </Figure>
      ),
  },
  {
    key: 'risk',
    head: 'If it dies',
    term: 'blast radius',
    sortBy: 'risk',
    numeric: true,
    cell: (row) => <Risk row={row} />,
  },
];

function Verdicts({ row }: { readonly row: NodeListRow }) {
  if (row.counts.length === 0) return <span className="text-soft">no Service</span>;
  return (
    <span className="flex flex-wrap gap-x-3">
      {row.counts.map(({ verdict, services }) => (
        <StateBadge key={verdict} state={verdictWords[verdict]}>
          {services} {verdictWords[verdict].word}
        </StateBadge>
      ))}
    </span>
  );
}

function Place({ row }: { readonly row: NodeListRow }) {
  return (
    <span className="flex flex-col">
      <span className="whitespace-nowrap">
        {row.pool ?? 'no pool'} · {formatZone(row.zone)}
        {row.spot && <span className="ml-2 rounded-sm bg-idle-wash px-1 text-xs text-idle-ink">spot</span>}
      </span>
      <Condition row={row} />
    </span>
  );
}

/** What is wrong with the node itself, in a word. */
function Condition({ row }: { readonly row: NodeListRow }) {
  const words = [
    row.known ? null : 'no such Node',
    row.lastHeartbeatAt === null ? null : `last heard ${formatInstant(row.lastHeartbeatAt)}`,
    row.ready || !row.known ? null : 'not ready',
    row.departure,
  ].filter((word) => word !== null);
  return words.length === 0 ? null : <span className="text-xs font-medium text-degraded-ink">{words.join(' · ')}</span>;
}

function Risk({ row }: { readonly row: NodeListRow }) {
  if (row.worst === null || row.worstHref === null) return <span className="text-soft">nobody loses</span>;
  if (row.silent) return <span className="text-soft">perhaps it is dead now</span>;
  const { worst } = row;
  const { service, atRiskWhileProbed, windowSeconds } = worst;
  return (
    <span className="flex flex-col items-end">
      <Figure inTable what={`the loss if ${row.name} dies`} explain={() => explainNodeLoss(worst)}>
        {formatShare(atRiskWhileProbed)}
      </Figure>
      <span className="text-xs text-soft">
        <Link href={row.worstHref} prefetch={false} className="underline">
          {service.name}
        </Link>{' '}
        for {formatWindow(windowSeconds)}
      </span>
    </span>
  );
}
