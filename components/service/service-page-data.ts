import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import type { Finding } from '../../lib/report/finding.ts';
import type { ServiceReport } from '../../lib/report/service-report.ts';
import type { ClusterOrigin } from '../shell/cluster-origin.ts';

/** What the server renders the service page from. */
export interface ServicePageData {
  /** Id of the cluster in addresses of this dashboard. */
  readonly clusterId: string;
  /** Name of the cluster, which is also its kubectl context. */
  readonly cluster: string;
  readonly origin: ClusterOrigin;
  readonly takenAt: string;
  readonly sources: ClusterSummary['sources'];
  readonly report: ServiceReport;
  /** Findings of this Service, worst first. */
  readonly findings: readonly Finding[];
  /** Resource group of the load balancers. Null: not known, commands show a placeholder. */
  readonly nodeResourceGroup: string | null;
  /** The Service was deleted while the page was open; what is shown is the last that was known. */
  readonly gone: boolean;
}
