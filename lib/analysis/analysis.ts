import type { ListedFinding } from '../report/finding.ts';
import type { Orphan } from '../report/load-balancer-report.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { ClusterModel } from './cluster/cluster-model.ts';
import type { ServiceModel } from './service/service-model.ts';
import type { ServiceState } from './service/service-state.ts';

/** One Service with what was concluded about it. */
export interface AnalyzedService {
  readonly model: ServiceModel;
  readonly state: ServiceState;
  /** Worst first; acknowledged ones last. */
  readonly findings: readonly ListedFinding[];
}

/** Everything concluded from one snapshot, compact: lists of nodes are made on demand by the report functions. */
export interface Analysis {
  readonly snapshot: Snapshot;
  readonly model: ClusterModel;
  /** Key `ns/name`, in the order of namespace and name. */
  readonly services: ReadonlyMap<string, AnalyzedService>;
  /** By load balancer name; public IPs under the empty name. */
  readonly orphans: ReadonlyMap<string, readonly Orphan[]>;
  /** Findings that belong to no single Service. */
  readonly clusterFindings: readonly ListedFinding[];
  /** All of them, worst first; acknowledged ones last. */
  readonly findings: readonly ListedFinding[];
}
