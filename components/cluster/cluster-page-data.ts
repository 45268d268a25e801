import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import type { Finding } from '../../lib/report/finding.ts';
import type { ClusterOrigin } from '../shell/cluster-origin.ts';

/** What the server renders the cluster page from. */
export interface ClusterPageData {
  readonly summary: ClusterSummary;
  /** All findings of the cluster, worst first. */
  readonly findings: readonly Finding[];
  readonly origin: ClusterOrigin;
}
