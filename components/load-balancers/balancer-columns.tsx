import type { LoadBalancerReport } from '../../lib/report/load-balancer-report.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { ObjectName } from '../ui/object-name.tsx';
import type { PlainColumn } from '../ui/plain-table.tsx';
import { Owners } from './owners.tsx';

type Frontend = LoadBalancerReport['frontends'][number];
type Rule = LoadBalancerReport['rules'][number];
type Probe = LoadBalancerReport['probes'][number];
type Pool = LoadBalancerReport['pools'][number];

const named = (kind: string) => (row: { readonly name: string }) => <ObjectName name={row.name} copy={kind} />;

function addressCell({ ip }: Frontend) {
  if (ip === null) return <span className="text-soft">none</span>;
  return (
    <span className="inline-flex items-center font-mono text-xs">
      {ip}
      <CopyButton text={ip} what={`address ${ip}`} className="-my-1" />
    </span>
  );
}

export const frontendColumns = (cluster: string): readonly PlainColumn<Frontend>[] => [
  { head: 'Frontend', term: 'frontend', cell: named('frontend') },
  { head: 'Address', cell: addressCell },
  {
    head: 'Used by',
    cell: ({ owners, outbound }) => (
      <Owners cluster={cluster} owners={owners} none={outbound ? 'outbound only' : 'no Service'} />
    ),
  },
];

export const ruleColumns = (cluster: string): readonly PlainColumn<Rule>[] => [
  { head: 'Rule', term: 'rule', cell: named('rule') },
  {
    head: 'Service',
    cell: ({ owner }) => <Owners cluster={cluster} owners={owner === null ? [] : [owner]} none="none" />,
  },
  {
    head: 'Port',
    term: 'rule',
    meaning: 'Of the frontend → at the node.',
    cell: (row) => `${row.protocol.toUpperCase()} ${row.frontendPort} → ${row.backendPort}`,
  },
  { head: 'Pool', term: 'backend pool', cell: (row) => row.pool ?? <span className="text-failing-ink">none</span> },
  { head: 'Probe', term: 'probe', cell: (row) => row.probe ?? <span className="text-degraded-ink">none</span> },
];

export const probeColumns: readonly PlainColumn<Probe>[] = [
  { head: 'Probe', term: 'probe', cell: named('probe') },
  {
    head: 'Asks',
    term: 'probe',
    meaning: 'Protocol, port and path.',
    cell: (row) => `${row.protocol.toUpperCase()} :${row.port}${row.path ?? ''}`,
  },
  {
    head: 'Every',
    term: 'mark-down',
    meaning: 'Interval × failures in a row.',
    numeric: true,
    cell: (row) => `${row.intervalSeconds} s × ${row.threshold}`,
  },
  { head: 'Rules', term: 'rule', meaning: 'That use it.', numeric: true, cell: (row) => row.rules },
];

function strangersCell({ unknownMembers }: Pool) {
  if (unknownMembers.length === 0) return <span className="text-soft">none</span>;
  return <span className="font-medium text-degraded-ink">{unknownMembers.join(', ')}</span>;
}

export const poolColumns: readonly PlainColumn<Pool>[] = [
  { head: 'Pool', term: 'backend pool', cell: named('pool') },
  { head: 'Members', term: 'pool member', numeric: true, cell: (row) => row.members },
  {
    head: 'Nodes',
    term: 'node',
    meaning: 'Members that are nodes of the cluster.',
    numeric: true,
    cell: (row) => row.nodes.length,
  },
  { head: 'Without a Node', term: 'no Node', cell: strangersCell },
  { head: 'For', cell: (row) => (row.outbound ? 'outbound only' : 'ingress') },
];
