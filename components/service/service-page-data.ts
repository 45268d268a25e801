import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import type { EncodedService } from '../../lib/report/encoded-report.ts';
import type { ListedFinding } from '../../lib/report/finding.ts';
import type { ServiceReport } from '../../lib/report/service-report.ts';
import type { ClusterOrigin } from '../shell/cluster-origin.ts';
import type { PackedNodes } from './packing/pack-nodes.ts';
import type { PackedPods } from './packing/pack-pods.ts';

interface ServicePageFrame {
  /** Id of the cluster in addresses of this dashboard. */
  readonly clusterId: string;
  /** Name of the cluster, which is also its kubectl context. */
  readonly cluster: string;
  readonly origin: ClusterOrigin;
  readonly takenAt: string;
  readonly sources: ClusterSummary['sources'];
  /** Findings of this Service, worst first. */
  readonly findings: readonly ListedFinding[];
  /** Resource group of the load balancers. Null: not known, commands show a placeholder. */
  readonly nodeResourceGroup: string | null;
}

/** What the service page shows. */
export interface ServicePageData extends ServicePageFrame {
  readonly report: ServiceReport;
  /** The Service was deleted while the page was open; what is shown is the last that was known. */
  readonly gone: boolean;
}

/** What the server sends for it: nodes and pods once, by columns, so that a page about 20,000 pods stays small. */
export interface PackedServicePage extends ServicePageFrame {
  readonly nodes: PackedNodes;
  readonly pods: PackedPods;
  /** Its lists of pods are empty. */
  readonly service: EncodedService;
}
