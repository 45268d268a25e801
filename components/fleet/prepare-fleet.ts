import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import { formatCount } from '../format.ts';
import { statusOrder } from '../status-vocabulary.ts';
import { compareText } from '../table/sort-rows.ts';

export interface FleetRow {
  readonly id: string;
  readonly summary: ClusterSummary;
  /** `12 Services, 2 failing · 40 nodes in 3 pools`. */
  readonly counts: string;
}

export interface Fleet {
  readonly sentence: string;
  /** Worst first. */
  readonly rows: readonly FleetRow[];
}

type Cluster = Pick<FleetRow, 'id' | 'summary'>;

export function prepareFleet(clusters: readonly Cluster[]): Fleet {
  const rows = clusters
    .map(({ id, summary }) => ({ id, summary, counts: countsOf(summary) }))
    .toSorted((a, b) => rank(a) - rank(b) || failing(b.summary) - failing(a.summary) || compareText(a.id, b.id));
  const inNeed = rows.filter((row) => row.summary.status !== 'healthy').length;
  const all = formatCount(rows.length, 'cluster');
  return { sentence: inNeed === 0 ? `None of ${all} needs you.` : `${inNeed} of ${all} may need you.`, rows };
}

function countsOf(summary: ClusterSummary): string {
  const nodes = summary.nodePools.reduce((sum, pool) => sum + pool.nodes, 0);
  const services = formatCount(summary.services.length, 'Service');
  const pools = formatCount(summary.nodePools.length, 'pool');
  return `${services}, ${failing(summary)} failing · ${formatCount(nodes, 'node')} in ${pools}`;
}

function failing(summary: ClusterSummary): number {
  return summary.services.filter((service) => service.status === 'failing').length;
}

function rank(cluster: Cluster): number {
  return statusOrder.indexOf(cluster.summary.status);
}
