import type { LoadBalancerReport } from '../../lib/report/load-balancer-report.ts';
import { HeadWords } from '../explain/head-words.tsx';
import { formatCount } from '../format.ts';
import type { GlossaryTerm } from '../glossary.ts';
import { type PlainColumn, PlainTable } from '../ui/plain-table.tsx';
import { Section } from '../ui/section.tsx';
import { frontendColumns, poolColumns, probeColumns, ruleColumns } from './balancer-columns.tsx';
import { BalancerLimits } from './balancer-limits.tsx';
import { BalancerMetrics } from './balancer-metrics.tsx';
import { BalancerTrouble } from './balancer-trouble.tsx';
import { objectId } from './object-id.ts';

interface BalancerSectionProps {
  /** Id of the cluster in addresses. */
  readonly cluster: string;
  readonly balancer: LoadBalancerReport;
}

/** One load balancer: what is wrong first, then everything it has. */
export function BalancerSection({ cluster, balancer }: BalancerSectionProps) {
  const { name, internal, drift, orphans, frontends, rules, probes, pools } = balancer;
  const trouble =
    drift.length + orphans.length === 0
      ? 'nothing differs, nothing is left over'
      : `${formatCount(drift.length, 'difference')}, ${orphans.length} left over`;
  return (
    <Section id={`lb-${name}`} title={name} hint={`${internal ? 'internal' : 'public'} · ${trouble}`}>
      <BalancerTrouble cluster={cluster} balancer={balancer} />
      <BalancerLimits limits={balancer.limits} />
      <BalancerMetrics name={name} metrics={balancer.metrics} />
      <Part title="Frontends" term="frontend" of={name} rows={frontends} columns={frontendColumns(cluster)} />
      <Part title="Rules" term="rule" of={name} rows={rules} columns={ruleColumns(cluster)} />
      <Part title="Probes" term="probe" of={name} rows={probes} columns={probeColumns} />
      <Part title="Backend pools" term="backend pool" of={name} rows={pools} columns={poolColumns} />
    </Section>
  );
}

interface PartProps<Row> {
  readonly title: string;
  readonly term: GlossaryTerm;
  /** Name of the load balancer. */
  readonly of: string;
  readonly rows: readonly Row[];
  readonly columns: readonly PlainColumn<Row>[];
}

function Part<Row extends { readonly name: string }>({ title, term, of, rows, columns }: PartProps<Row>) {
  if (rows.length === 0) return null;
  return (
    <div>
      <h3 className="px-4 pt-3 pb-1 font-semibold">
        <HeadWords of={{ head: title, term }} /> <span className="font-normal text-soft">{rows.length}</span>
      </h3>
      <PlainTable
        label={`${title} of ${of}`}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.name}
        rowId={(row) => objectId(of, row.name)}
      />
    </div>
  );
}
