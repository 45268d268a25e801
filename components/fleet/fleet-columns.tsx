import Link from 'next/link';
import { Figure } from '../explain/figure.tsx';
import { formatCount, formatNumber } from '../format.ts';
import { shownStatus } from '../shown-state.ts';
import { severityOrder, severityWords, statusWords } from '../status-vocabulary.ts';
import type { Column } from '../table/column.ts';
import { ObjectName } from '../ui/object-name.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { StateIcon } from '../ui/state-icon.tsx';
import { explainServiceCount } from './explain-fleet-row.ts';
import { countServices, type FleetRow } from './fleet-row.ts';
import { OriginLine } from './origin-line.tsx';
import type { FleetSort } from './prepare-fleet.ts';
import { SourceMarks } from './source-marks.tsx';

export function fleetColumns(renderedAt: string): readonly Column<FleetRow, FleetSort>[] {
  return [
    { key: 'cluster', head: 'Cluster', sortBy: 'name', width: '20%', cell: (row) => <ClusterCell row={row} /> },
    {
      key: 'status',
      head: 'Status',
      term: 'status',
      sortBy: 'status',
      from: 'sm',
      cell: (row) => <StateBadge state={statusWords[shownStatus(row)]} />,
    },
    { key: 'sentence', head: 'What is wrong', from: 'md', width: '38%', cell: (row) => row.sentence },
    { key: 'services', head: 'Services', sortBy: 'services', numeric: true, cell: (row) => <ServicesCell row={row} /> },
    {
      key: 'findings',
      head: 'Findings',
      term: 'finding',
      meaning: 'Open ones by severity; those that are acknowledged are not counted.',
      sortBy: 'findings',
      from: 'sm',
      cell: (row) => <FindingCounts findings={row.findings} />,
    },
    {
      key: 'data',
      head: 'Data',
      term: 'data age',
      meaning: 'The age of the oldest source, and which of them cannot be trusted.',
      sortBy: 'data',
      from: 'sm',
      cell: (row) => (
        <SourceMarks sources={row.sources} origin={row.origin} takenAt={row.takenAt} renderedAt={renderedAt} />
      ),
    },
  ];
}

function ClusterCell({ row }: { readonly row: FleetRow }) {
  const words = statusWords[shownStatus(row)];
  return (
    <span className="flex max-w-[56vw] min-w-0 items-start gap-2 sm:max-w-80">
      <span className="pt-1 sm:hidden">
        <StateIcon state={words} />
        <span className="sr-only">{words.word}</span>
      </span>
      <span className="flex min-w-0 flex-col">
        <Link href={row.href} prefetch={false} data-row-focus className="min-w-0">
          <ObjectName name={row.id} />
        </Link>
        <OriginLine origin={row.origin} takenAt={row.takenAt} />
        <span className="text-xs md:hidden">{row.sentence}</span>
      </span>
    </span>
  );
}

function ServicesCell({ row }: { readonly row: FleetRow }) {
  const { failing, degraded } = row.services;
  const inNeed = [
    ...(failing > 0 ? [{ state: statusWords.failing, count: failing }] : []),
    ...(degraded > 0 ? [{ state: statusWords.degraded, count: degraded }] : []),
  ];
  return (
    <span className="flex flex-col items-end">
      {inNeed.map(({ state, count }) => (
        <StateBadge key={state.word} state={state}>
          {formatNumber(count)} {state.word}
        </StateBadge>
      ))}
      <span className="text-xs text-soft">
        {inNeed.length > 0 && 'of '}
        <Figure inTable what={`the number of Services of ${row.id}`} explain={() => explainServiceCount(row)}>
          {formatCount(countServices(row), 'Service')}
        </Figure>{' '}
        · {formatCount(row.nodes, 'node')}
      </span>
    </span>
  );
}

function FindingCounts({ findings }: Pick<FleetRow, 'findings'>) {
  const found = severityOrder.filter((severity) => (findings[severity] ?? 0) > 0);
  if (found.length === 0) return <span className="text-soft">none</span>;
  return (
    <span className="flex flex-wrap gap-x-3">
      {found.map((severity) => (
        <StateBadge key={severity} state={severityWords[severity]}>
          {formatNumber(findings[severity] ?? 0)} {severityWords[severity].word}
        </StateBadge>
      ))}
    </span>
  );
}
