import Link from 'next/link';
import type { Explanation } from '../explain/explanation.ts';
import { Figure } from '../explain/figure.tsx';
import { formatFactor, formatShare } from '../format.ts';
import { glossary } from '../glossary.ts';
import { severityWords, statusWords } from '../status-vocabulary.ts';
import type { Column } from '../table/column.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { ObjectName } from '../ui/object-name.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { StateIcon } from '../ui/state-icon.tsx';
import {
  explainHottestRow,
  explainLostRow,
  explainRotationRow,
  explainSpotRow,
  explainSuspectRow,
  underOtherPolicy,
} from './explain-service-row.ts';
import type { NowAndOther, ServiceRow, ServiceSort } from './prepare-services-table.ts';

export const serviceColumns: readonly Column<ServiceRow, ServiceSort>[] = [
  { key: 'service', head: 'Service', sortBy: 'name', width: '22%', cell: (row) => <ServiceCell row={row} /> },
  {
    key: 'status',
    head: 'Status',
    term: 'status',
    sortBy: 'status',
    from: 'sm',
    cell: (row) => (
      <StateBadge
        state={{ ...statusWords[row.shown], sentence: `${row.sentence} ${statusWords[row.shown].sentence}` }}
      />
    ),
  },
  {
    key: 'lost',
    head: 'Lost',
    term: 'lost share',
    sortBy: 'lost',
    numeric: true,
    cell: lostCell,
  },
  {
    key: 'rotation',
    head: 'In rotation',
    term: 'rotation',
    meaning: 'Now, of all pool members; below it under the other policy.',
    sortBy: 'rotation',
    numeric: true,
    cell: (row) => (
      <NumberPair
        values={row.inRotation}
        row={row}
        format={(nodes) => `${nodes}/${row.poolMembers}`}
        bad={(nodes) => nodes === 0}
        what="the number of nodes in rotation"
        explain={explainRotationRow}
      />
    ),
  },
  {
    key: 'hottest',
    head: 'Hottest pod',
    term: 'hottest pod',
    sortBy: 'hottest',
    numeric: true,
    from: 'md',
    cell: (row) => (
      <NumberPair
        values={row.hottestPod}
        row={row}
        format={formatFactor}
        bad={(factor) => factor !== null && factor >= 1.5}
        what="the load of the hottest pod"
        explain={explainHottestRow}
      />
    ),
  },
  {
    key: 'spot',
    head: 'Spot in path',
    term: 'spot in path',
    sortBy: 'spot',
    numeric: true,
    from: 'md',
    cell: spotCell,
  },
  { key: 'policy', head: 'Policy', term: 'policy', sortBy: 'policy', from: 'md', cell: (row) => row.policy },
  {
    key: 'frontends',
    head: 'Frontends',
    term: 'frontend',
    from: 'lg',
    cell: (row) => <FrontendCell row={row} />,
  },
  {
    key: 'finding',
    head: 'Worst finding',
    term: 'worst finding',
    sortBy: 'finding',
    width: '28%',
    from: 'lg',
    cell: (row) => <FindingCell row={row} />,
  },
];

function ServiceCell({ row }: { readonly row: ServiceRow }) {
  return (
    <span className="flex max-w-[46vw] min-w-0 items-start gap-2 sm:max-w-80">
      <span className="pt-1 sm:hidden">
        <StateIcon state={statusWords[row.shown]} />
        <span className="sr-only">{statusWords[row.shown].word}</span>
      </span>
      <Link href={row.href} prefetch={false} data-row-focus className="flex min-w-0 flex-col">
        <ObjectName name={row.name} />
        <span className="text-xs text-soft">{row.namespace}</span>
      </Link>
    </span>
  );
}

interface NumberPairProps<T> {
  readonly values: NowAndOther<T>;
  readonly row: ServiceRow;
  readonly format: (value: T) => string;
  readonly bad: (value: T) => boolean;
  readonly what: string;
  readonly explain: (row: ServiceRow) => Explanation;
}

/** Of a Service that nobody can judge, no number is a fact. */
function unknownNumber() {
  return (
    <span className="text-soft" title={statusWords.unknown.sentence}>
      unknown
    </span>
  );
}

/** The number of now, and below it what the other policy would give. */
function NumberPair<T>({ values, row, format, bad, what, explain }: NumberPairProps<T>) {
  if (row.status === 'unknown') return unknownNumber();
  return (
    <span className="flex flex-col items-end">
      <Figure inTable what={`${what} of ${row.key}`} explain={() => explain(row)}>
        <span className={bad(values.now) ? 'font-semibold text-failing-ink' : ''}>{format(values.now)}</span>
      </Figure>
      <span className="text-xs text-soft" title={`Under ${row.otherPolicy}`}>
        <span className="sr-only">under {row.otherPolicy} </span>
        <span aria-hidden="true">{row.otherPolicy[0]} </span>
        <Figure
          inTable
          what={`${what} of ${row.key} under ${row.otherPolicy}`}
          explain={() => explain(underOtherPolicy(row))}
        >
          {format(values.other)}
        </Figure>
      </span>
    </span>
  );
}

/** Below what is lost, what may be lost as well: nobody hears from some nodes. */
function lostCell(row: ServiceRow) {
  const { now } = row.suspectShare;
  return (
    <span className="flex flex-col items-end">
      <NumberPair
        values={row.lostShare}
        row={row}
        format={formatShare}
        bad={(share) => share > 0}
        what="the lost share"
        explain={explainLostRow}
      />
      {row.status !== 'unknown' && now > 0 && (
        <span className="text-xs font-medium text-degraded-ink" title={glossary['suspect share']}>
          <Figure inTable what={`what ${row.key} perhaps loses too`} explain={() => explainSuspectRow(row)}>
            perhaps + {formatShare(now)}
          </Figure>
        </span>
      )}
    </span>
  );
}

function spotCell(row: ServiceRow) {
  if (row.status === 'unknown') return unknownNumber();
  if (row.spotNodesInPath === 0 && row.podsOnSpotShare === 0) return <span className="text-soft">none</span>;
  return (
    <span className="flex flex-col items-end">
      <Figure inTable what={`spot in the path of ${row.key}`} explain={() => explainSpotRow(row)}>
        {row.spotNodesInPath} nodes
      </Figure>
      <span className="text-xs text-soft">{formatShare(row.podsOnSpotShare)} to pods</span>
    </span>
  );
}

function FrontendCell({ row }: { readonly row: ServiceRow }) {
  return (
    <span className="flex flex-col">
      {row.addresses.length === 0 && <span className="text-soft">none yet</span>}
      {row.addresses.map((address) => (
        <span key={address} className="flex items-center font-mono text-xs">
          {address}
          <CopyButton text={address} what={`address ${address}`} className="-my-1" />
        </span>
      ))}
      <span className="text-xs text-soft">
        {row.internal ? 'internal' : 'public'} · {row.ports}
      </span>
    </span>
  );
}

function FindingCell({ row }: { readonly row: ServiceRow }) {
  const finding = row.worstFinding;
  if (finding === null) return <span className="text-soft">none</span>;
  return (
    <span className="flex items-start gap-1">
      <span className="pt-1">
        <StateIcon state={severityWords[finding.severity]} />
      </span>
      <span>
        <span className="line-clamp-2" title={finding.title}>
          <span className="sr-only">{severityWords[finding.severity].word}: </span>
          {finding.title}
        </span>
        {finding.others > 0 && <span className="text-xs text-soft">and {finding.others} more</span>}
      </span>
    </span>
  );
}
