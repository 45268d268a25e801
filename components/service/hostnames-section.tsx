import { useMemo } from 'react';
import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import type { ServiceReport } from '../../lib/report/service-report.ts';
import { ObjectName } from '../ui/object-name.tsx';
import { type PlainColumn, PlainTable } from '../ui/plain-table.tsx';
import { Section } from '../ui/section.tsx';
import { Term } from '../ui/term.tsx';
import { type HostRow, prepareHostRows, unreadHostKinds } from './prepare-hostnames.ts';

export const hostnameColumns: readonly PlainColumn<HostRow>[] = [
  { head: 'Host', term: 'hostname', cell: ({ host }) => <ObjectName name={host} copy="host" /> },
  {
    head: 'Port',
    term: 'hostname',
    meaning: 'Port of the frontend; any where what names the host names none.',
    cell: ({ port }) => port,
  },
  {
    head: 'TLS',
    term: 'hostname',
    meaning: 'Where TLS ends: behind the Service, in its pods, or further on.',
    cell: ({ tls }) => <span className="whitespace-nowrap">{tls}</span>,
  },
  {
    head: 'Named by',
    term: 'hostname',
    cell: ({ via, gateway }) => (
      <span className="block min-w-48">
        {via}
        {gateway !== null && <span className="text-soft"> · {gateway}</span>}
      </span>
    ),
  },
];

interface HostnamesSectionProps {
  readonly report: Pick<ServiceReport, 'hosts' | 'hostCount'>;
  readonly sources: ClusterSummary['sources'];
}

/** The names under which clients come to a Service, and what says so. */
export function HostnamesSection({ report: { hosts, hostCount }, sources }: HostnamesSectionProps) {
  const rows = useMemo(() => prepareHostRows(hosts), [hosts]);
  const unread = unreadHostKinds(sources);
  return (
    <Section
      id="hostnames"
      title="Hostnames"
      term="hostname"
      hint={
        <>
          Clients come here under {hostCount === 0 ? 'these' : hostCount}{' '}
          <Term term="hostname">{hostCount === 1 ? 'name' : 'names'}</Term>.
        </>
      }
    >
      {rows.length === 0 ? (
        <p className="px-4 py-3 text-soft">
          {unread.length === 0
            ? 'No Ingress, Gateway, DNS label or external-dns annotation leads here.'
            : 'None is known.'}
        </p>
      ) : (
        <PlainTable label="hostnames" columns={hostnameColumns} rows={rows} rowKey={({ key }) => key} />
      )}
      {unread.length > 0 && (
        <p className="px-4 py-2 text-soft">Not read, so names may be missing: {unread.join(', ')}.</p>
      )}
      {rows.length >= LISTED_MAX && (
        <p className="px-4 py-2 text-soft">The first {LISTED_MAX} entries; Find (Ctrl K) looks at all of them.</p>
      )}
    </Section>
  );
}

/** As many as the server lists of one Service. */
const LISTED_MAX = 500;
