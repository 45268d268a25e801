import Link from 'next/link';
import type { NodeDocument } from '../../lib/report/cluster-documents.ts';
import { servicePath } from '../cluster/service-path.ts';
import type { Explanation } from '../explain/explanation.ts';
import { Figure } from '../explain/figure.tsx';
import { formatShare, formatWindow } from '../format.ts';
import { shownVerdict } from '../shown-state.ts';
import { expectedProbeWords, forwardsWords, verdictWords } from '../status-vocabulary.ts';
import type { Column } from '../table/column.ts';
import { type Comparators, compareText } from '../table/sort-rows.ts';
import { StateBadge } from '../ui/state-badge.tsx';
import { explainEntering, explainLateLoss, explainNodeLoss } from './explain-node-loss.ts';
import { explainForwardsHere, explainProbeHere } from './explain-node-standing.ts';

export type NodeService = NodeDocument['services'][number];
export type NodeServiceSort = 'name' | 'share' | 'probed' | 'removed' | 'endpoints';

const nameOf = ({ namespace, name }: NodeService): string => `${namespace}/${name}`;

export const nodeServiceComparators: Comparators<NodeService, NodeServiceSort> = {
  name: (a, b) => compareText(nameOf(a), nameOf(b)),
  share: (a, b) => b.share - a.share,
  probed: (a, b) => b.atRiskWhileProbed - a.atRiskWhileProbed,
  removed: (a, b) => b.atRiskUntilEndpointsRemoved - a.atRiskUntilEndpointsRemoved,
  endpoints: (a, b) => b.pods - a.pods,
};

/** Columns of the table that says what each Service loses with the node. */
export function nodeServiceColumns(cluster: string, silent: boolean): readonly Column<NodeService, NodeServiceSort>[] {
  return [
    {
      key: 'service',
      head: 'Service',
      sortBy: 'name',
      cell: (row) => (
        <Link href={servicePath(cluster, row)} prefetch={false} data-row-focus className="flex flex-col">
          <span className="font-mono text-xs">{row.name}</span>
          <span className="text-xs text-soft">
            {row.namespace} · {row.externalTrafficPolicy}
          </span>
        </Link>
      ),
    },
    {
      key: 'verdict',
      head: 'Verdict by rule',
      term: 'verdict',
      cell: (row) => <Rules row={row} silent={silent} />,
    },
    ...standingColumns,
    ...lossColumns,
  ];
}

const standingColumns: readonly Column<NodeService, NodeServiceSort>[] = [
  {
    key: 'probe',
    head: 'Expected probe',
    term: 'expected probe',
    from: 'lg',
    cell: (row) => (
      <Figure inTable what={`the expected probe of ${nameOf(row)}`} explain={() => explainProbeHere(row)}>
        {expectedProbeWords[row.expectedProbe]}
      </Figure>
    ),
  },
  {
    key: 'forwards',
    head: 'Node does',
    term: 'forwards',
    from: 'lg',
    cell: (row) => (
      <Figure
        inTable
        what={`what the node does with connections of ${nameOf(row)}`}
        explain={() => explainForwardsHere(row)}
      >
        <span title={forwardsWords[row.forwards].sentence}>{forwardsWords[row.forwards].word}</span>
      </Figure>
    ),
  },
  {
    key: 'endpoints',
    head: 'Endpoints',
    term: 'endpoint',
    meaning: 'Endpoints of the Service on this node.',
    sortBy: 'endpoints',
    numeric: true,
    from: 'md',
    cell: (row) => (row.pods === 0 ? <span className="text-soft">none</span> : row.pods),
  },
  {
    key: 'share',
    head: 'Enters here',
    term: 'share',
    sortBy: 'share',
    numeric: true,
    from: 'sm',
    cell: (row) => (
      <Pair now={row.share} other={row.other.share} row={row} explain={() => explainEntering(row.share)} />
    ),
  },
];

const lossColumns: readonly Column<NodeService, NodeServiceSort>[] = [
  {
    key: 'probed',
    head: 'Lost while probed',
    term: 'blast radius',
    meaning: 'Share of new connections lost from its death until the load balancer marks it down.',
    sortBy: 'probed',
    numeric: true,
    cell: (row) => (
      <span className="flex flex-col">
        <Pair
          now={row.atRiskWhileProbed}
          other={row.other.atRiskWhileProbed}
          row={row}
          explain={() => explainNodeLoss({ ...row, entering: row.share })}
        />
        <span className="text-xs text-soft">for {formatWindow(row.windowSeconds)}</span>
      </span>
    ),
  },
  {
    key: 'removed',
    head: 'Then, until endpoints go',
    term: 'until endpoints go',
    meaning: 'Share lost from then on, until its endpoints are taken out of the EndpointSlices.',
    sortBy: 'removed',
    numeric: true,
    cell: (row) => (
      <span className="flex flex-col">
        <Pair
          now={row.atRiskUntilEndpointsRemoved}
          other={row.other.atRiskUntilEndpointsRemoved}
          row={row}
          explain={() =>
            explainLateLoss({
              share: row.atRiskUntilEndpointsRemoved,
              endpoints: row.pods,
              seconds: row.windowEndpointsSeconds,
            })
          }
        />
        <span className="text-xs text-soft">to about {row.windowEndpointsSeconds} s</span>
      </span>
    ),
  },
];

function Rules({ row, silent }: { readonly row: NodeService; readonly silent: boolean }) {
  return (
    <ul className="grid gap-1">
      {row.rules.map(({ rule, verdict, because, known }) => {
        const shown = verdictWords[shownVerdict(verdict, { silent }, known)];
        return (
          <li key={rule} className="grid">
            <StateBadge state={{ ...shown, sentence: `${rule}: ${because}` }} />
            <span className="text-xs text-soft">{because}</span>
          </li>
        );
      })}
    </ul>
  );
}

interface PairProps {
  readonly now: number;
  readonly other: number;
  readonly row: NodeService;
  readonly explain: () => Explanation;
}

/** Under the configured policy, and small what it would be under the other. */
function Pair({ now, other, row, explain }: PairProps) {
  const otherPolicy = row.externalTrafficPolicy === 'Local' ? 'Cluster' : 'Local';
  return (
    <span>
      <Figure inTable what={`the number of ${nameOf(row)}`} explain={explain}>
        <span className={now === 0 ? 'text-soft' : ''}>{formatShare(now)}</span>
      </Figure>{' '}
      <span className="text-xs text-soft" title={`Under ${otherPolicy}`}>
        <span className="sr-only">under {otherPolicy} </span>
        <span aria-hidden="true">{otherPolicy[0]} </span>
        {formatShare(other)}
      </span>
    </span>
  );
}
