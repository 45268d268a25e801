import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import type { Severity } from '../../lib/report/finding.ts';
import type { SourceName, SourceState } from '../../lib/snapshot/source-status.ts';
import type { ClusterOrigin } from '../shell/cluster-origin.ts';
import { type Status, statusOrder } from '../status-vocabulary.ts';

/** How far one source of a cluster can be trusted. */
export interface SourceMark {
  readonly name: SourceName;
  readonly state: SourceState;
  /** RFC 3339. Null: it never answered. */
  readonly observedAt: string | null;
}

/** One cluster among the others. Small: a fleet is sent to the browser anew every few seconds. */
export interface FleetRow {
  /** Id of the cluster in addresses of this dashboard. */
  readonly id: string;
  readonly href: string;
  readonly origin: ClusterOrigin;
  readonly status: Status;
  readonly known: ClusterSummary['known'];
  readonly sentence: string;
  /** RFC 3339; null when the cluster could not be summed up. */
  readonly takenAt: string | null;
  /** How many Services are in each state. */
  readonly services: Readonly<Record<Status, number>>;
  readonly nodes: number;
  /** The largest share of new connections that a failing Service loses, silent machines taken for dead. */
  readonly worstLostShare: number;
  /** Without those that are acknowledged. */
  readonly findings: Readonly<Partial<Record<Severity, number>>>;
  readonly sources: readonly SourceMark[];
  /** Whether every source that is set up answers, and completely. */
  readonly complete: boolean;
}

export function countServices({ services }: Pick<FleetRow, 'services'>): number {
  return statusOrder.reduce((sum, status) => sum + services[status], 0);
}
