import Link from 'next/link';
import type { LoadBalancerReport, ServiceRef } from '../../lib/report/load-balancer-report.ts';
import { servicePath } from '../cluster/service-path.ts';
import { formatCount } from '../format.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { ObjectName } from '../ui/object-name.tsx';
import { PlainTable } from '../ui/plain-table.tsx';
import { Section } from '../ui/section.tsx';
import { BalancerLimits } from './balancer-limits.tsx';
import { BalancerTrouble } from './balancer-trouble.tsx';
import { refText } from './filter-balancer.ts';
import { objectId } from './object-id.ts';

interface BalancerSectionProps {
  /** Id of the cluster in addresses. */
  readonly cluster: string;
  readonly balancer: LoadBalancerReport;
}

/** One load balancer: what is wrong first, then everything it has. */
export function BalancerSection({ cluster, balancer }: BalancerSectionProps) {
  const { name, internal, drift, orphans } = balancer;
  const trouble =
    drift.length + orphans.length === 0
      ? 'nothing differs, nothing is left over'
      : `${formatCount(drift.length, 'difference')}, ${orphans.length} left over`;
  return (
    <Section id={`lb-${name}`} title={name} hint={`${internal ? 'internal' : 'public'} · ${trouble}`}>
      <BalancerTrouble cluster={cluster} balancer={balancer} />
      <BalancerLimits limits={balancer.limits} />
      <Part title="Frontends" count={balancer.frontends.length}>
        <PlainTable
          label={`Frontends of ${name}`}
          rows={balancer.frontends}
          rowKey={(row) => row.name}
          rowId={(row) => objectId(name, row.name)}
          columns={[
            { head: 'Frontend', cell: (row) => <ObjectName name={row.name} copy="frontend" /> },
            { head: 'Address', cell: (row) => <Address ip={row.ip} /> },
            {
              head: 'Used by',
              cell: (row) =>
                row.owners.length === 0 ? (
                  <span className="text-soft">{row.outbound ? 'outbound only' : 'no Service'}</span>
                ) : (
                  <Owners cluster={cluster} owners={row.owners} />
                ),
            },
          ]}
        />
      </Part>
      <Rules cluster={cluster} balancer={balancer} />
      <Part title="Probes" count={balancer.probes.length}>
        <PlainTable
          label={`Probes of ${name}`}
          rows={balancer.probes}
          rowKey={(row) => row.name}
          rowId={(row) => objectId(name, row.name)}
          columns={[
            { head: 'Probe', cell: (row) => <ObjectName name={row.name} copy="probe" /> },
            { head: 'Asks', cell: (row) => `${row.protocol} :${row.port}${row.path ?? ''}` },
            { head: 'Every', numeric: true, cell: (row) => `${row.intervalSeconds} s × ${row.threshold}` },
            { head: 'Rules', numeric: true, cell: (row) => row.rules },
          ]}
        />
      </Part>
      <Part title="Backend pools" count={balancer.pools.length}>
        <PlainTable
          label={`Backend pools of ${name}`}
          rows={balancer.pools}
          rowKey={(row) => row.name}
          rowId={(row) => objectId(name, row.name)}
          columns={[
            { head: 'Pool', cell: (row) => <ObjectName name={row.name} copy="pool" /> },
            { head: 'Members', numeric: true, cell: (row) => row.members },
            { head: 'Nodes', numeric: true, cell: (row) => row.nodes.length },
            {
              head: 'Without a Node',
              cell: (row) =>
                row.unknownMembers.length === 0 ? (
                  <span className="text-soft">none</span>
                ) : (
                  <span className="font-medium text-degraded-ink">{row.unknownMembers.join(', ')}</span>
                ),
            },
            { head: 'For', cell: (row) => (row.outbound ? 'outbound only' : 'ingress') },
          ]}
        />
      </Part>
    </Section>
  );
}

function Rules({ cluster, balancer: { name, rules } }: BalancerSectionProps) {
  return (
    <Part title="Rules" count={rules.length}>
      <PlainTable
        label={`Rules of ${name}`}
        rows={rules}
        rowKey={(row) => row.name}
        rowId={(row) => objectId(name, row.name)}
        columns={[
          { head: 'Rule', cell: (row) => <ObjectName name={row.name} copy="rule" /> },
          {
            head: 'Service',
            cell: (row) =>
              row.owner === null ? (
                <span className="text-soft">none</span>
              ) : (
                <Owners cluster={cluster} owners={[row.owner]} />
              ),
          },
          { head: 'Port', cell: (row) => `${row.protocol} ${row.frontendPort} → ${row.backendPort}` },
          { head: 'Pool', cell: (row) => row.pool ?? <span className="text-failing-ink">none</span> },
          { head: 'Probe', cell: (row) => row.probe ?? <span className="text-degraded-ink">none</span> },
        ]}
      />
    </Part>
  );
}

interface PartProps {
  readonly title: string;
  readonly count: number;
  readonly children: React.ReactNode;
}

function Part({ title, count, children }: PartProps) {
  if (count === 0) return null;
  return (
    <div>
      <h3 className="px-4 pt-3 pb-1 font-semibold">
        {title} <span className="font-normal text-soft">{count}</span>
      </h3>
      {children}
    </div>
  );
}

function Owners({ cluster, owners }: { readonly cluster: string; readonly owners: readonly ServiceRef[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3">
      {owners.map((owner) => (
        <li key={refText(owner)}>
          <Link href={servicePath(cluster, owner)} prefetch={false} className="font-mono text-xs">
            {refText(owner)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Address({ ip }: { readonly ip: string | null }) {
  if (ip === null) return <span className="text-soft">none</span>;
  return (
    <span className="inline-flex items-center font-mono text-xs">
      {ip}
      <CopyButton text={ip} what={`address ${ip}`} className="-my-1" />
    </span>
  );
}
