import type { Finding } from '../../report/finding.ts';
import type { Orphan } from '../../report/load-balancer-report.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { PoolModel } from '../cluster/pool-model.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';

/** A `fault` is wrong now and decides the status; a `risk` is a design that will cost something later. */
export type FindingKind = 'fault' | 'risk';

export interface ServiceFindingRule {
  readonly code: string;
  readonly kind: FindingKind;
  /** It looks at nodes that host no endpoint of the Service, so it is asked again whenever a node changes. */
  readonly looksAtOtherNodes?: true;
  /** False: the snapshot holds nothing that the rule is about, so no Service has to be asked. */
  readonly appliesTo?: (model: ClusterModel) => boolean;
  /** Empty: the finding is not true of this Service. */
  readonly check: (service: ServiceModel, model: ClusterModel) => readonly Finding[];
}

export interface IngressPool {
  readonly pool: PoolModel;
  readonly ports: readonly { readonly service: ServiceModel; readonly port: PortModel }[];
}

export interface ClusterFacts {
  readonly model: ClusterModel;
  readonly services: readonly ServiceModel[];
  /** Pools that rules of live Services use, with those rules. */
  readonly ingressPools: readonly IngressPool[];
  /** By load balancer name; public IPs under the empty name. */
  readonly orphans: ReadonlyMap<string, readonly Orphan[]>;
}

export interface ClusterFindingRule {
  readonly code: string;
  readonly kind: FindingKind;
  readonly check: (facts: ClusterFacts) => readonly Finding[];
}

export function docOf(code: string): string {
  return `docs/findings/${code}.md`;
}
