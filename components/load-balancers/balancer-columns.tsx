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
  { head: 'Frontend', cell: named('frontend') },
  { head: 'Address', cell: addressCell },
  {
    head: 'Used by',
    cell: ({ owners, outbound }) => (
      <Owners cluster={cluster} owners={owners} none={outbound ? 'outbound only' : 'no Service'} />
    ),
  },
];

export const ruleColumns = (cluster: string): readonly PlainColumn<Rule>[] => [
  { head: 'Rule', cell: named('rule') },
  {
    head: 'Service',
    cell: ({ owner }) => <Owners cluster={cluster} owners={owner === null ? [] : [owner]} none="none" />,
  },
  { head: 'Port', cell: (row) => `${row.protocol.toUpperCase()} ${row.frontendPort} → ${row.backendPort}` },
  { head: 'Pool', cell: (row) => row.pool ?? <span className="text-failing-ink">none</span> },
  { head: 'Probe', cell: (row) => row.probe ?? <span className="text-degraded-ink">none</span> },
];

export const probeColumns: readonly PlainColumn<Probe>[] = [
  { head: 'Probe', cell: named('probe') },
  { head: 'Asks', cell: (row) => `${row.protocol.toUpperCase()} :${row.port}${row.path ?? ''}` },
  { head: 'Every', numeric: true, cell: (row) => `${row.intervalSeconds} s × ${row.threshold}` },
  { head: 'Rules', numeric: true, cell: (row) => row.rules },
];

function strangersCell({ unknownMembers }: Pool) {
  if (unknownMembers.length === 0) return <span className="text-soft">none</span>;
  return <span className="font-medium text-degraded-ink">{unknownMembers.join(', ')}</span>;
}

export const poolColumns: readonly PlainColumn<Pool>[] = [
  { head: 'Pool', cell: named('pool') },
  { head: 'Members', numeric: true, cell: (row) => row.members },
  { head: 'Nodes', numeric: true, cell: (row) => row.nodes.length },
  { head: 'Without a Node', cell: strangersCell },
  { head: 'For', cell: (row) => (row.outbound ? 'outbound only' : 'ingress') },
];
