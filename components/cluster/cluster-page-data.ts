import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import type { ListedFinding } from '../../lib/report/finding.ts';
import type { ClusterOrigin } from '../shell/cluster-origin.ts';

/** What the server renders the cluster page from. */
export interface ClusterPageData {
  /** Id of the cluster in addresses of this dashboard. */
  readonly id: string;
  readonly summary: ClusterSummary;
  /** The worst findings of the cluster, worst first. */
  readonly findings: readonly ListedFinding[];
  /** How many there are in all. */
  readonly findingsTotal: number;
  readonly origin: ClusterOrigin;
}

/** More findings than these are read on the pages of their Services. */
export const findingsShown = 50;
