import type { Drift, LoadBalancerReport, Orphan } from '../../lib/report/load-balancer-report.ts';
import { HeadWords } from '../explain/head-words.tsx';
import type { GlossaryTerm } from '../glossary.ts';
import { severityWords } from '../status-vocabulary.ts';
import { ObjectName } from '../ui/object-name.tsx';
import { type PlainColumn, PlainTable } from '../ui/plain-table.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { Owners } from './owners.tsx';

interface BalancerTroubleProps {
  readonly cluster: string;
  readonly balancer: LoadBalancerReport;
}

/** What differs from what the Services ask for, field by field, and what is left over. */
export function BalancerTrouble({ cluster, balancer: { name, drift, orphans } }: BalancerTroubleProps) {
  return (
    <>
      {drift.length > 0 && (
        <Trouble title="Differs from what the Service asks for" term="drift">
          <PlainTable
            label={`Differences of ${name}`}
            rows={drift}
            rowKey={(row) => `${row.object} ${row.field}`}
            columns={driftColumns(cluster)}
          />
        </Trouble>
      )}
      {orphans.length > 0 && (
        <Trouble title="Left over" term="orphan">
          <PlainTable
            label={`Left over on ${name}`}
            rows={orphans}
            rowKey={(row) => `${row.kind} ${row.name}`}
            columns={orphanColumns}
          />
        </Trouble>
      )}
    </>
  );
}

interface TroubleProps {
  readonly title: string;
  readonly term: GlossaryTerm;
  readonly children: React.ReactNode;
}

function Trouble({ title, term, children }: TroubleProps) {
  return (
    <div className="border-b border-line pb-2">
      <h3 className="px-4 pt-3 pb-1 font-semibold">
        <HeadWords of={{ head: title, term }} />
      </h3>
      {children}
    </div>
  );
}

function effectCell({ breaksTraffic }: Drift) {
  return breaksTraffic ? (
    <StateBadge state={severityWords.critical}>breaks traffic</StateBadge>
  ) : (
    <StateBadge state={severityWords.medium}>other behaviour</StateBadge>
  );
}

export const driftColumns = (cluster: string): readonly PlainColumn<Drift>[] => [
  { head: 'Effect', term: 'drift', meaning: 'Whether packets still arrive.', cell: effectCell },
  { head: 'Object', cell: (row) => <ObjectName name={row.object} copy={row.kind} /> },
  { head: 'Field', term: 'drift', cell: (row) => row.field },
  { head: 'Service wants', term: 'drift', cell: (row) => <code className="font-mono text-xs">{row.expected}</code> },
  {
    head: 'Azure has',
    term: 'drift',
    cell: (row) => <code className="font-mono text-xs font-semibold">{row.actual}</code>,
  },
  {
    head: 'Service',
    cell: ({ service }) => <Owners cluster={cluster} owners={service === null ? [] : [service]} none="none" />,
  },
];

export const orphanColumns: readonly PlainColumn<Orphan>[] = [
  { head: 'Kind', cell: (row) => row.kind },
  { head: 'Object', cell: (row) => <ObjectName name={row.name} copy={row.kind} /> },
  { head: 'Why', term: 'orphan', cell: (row) => row.because },
];
