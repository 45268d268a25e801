import type { LabelExpression, LabelSelector } from './label-selector.ts';
import type { OwnerReference, PodContainer } from './pod.ts';

export interface TopologySpreadConstraint {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly whenUnsatisfiable: string;
  readonly nodeTaintsPolicy: string | null;
  readonly minDomains: number | null;
  readonly matchLabelKeys: readonly string[];
  /** Null: it selects no pods, so the constraint does nothing. */
  readonly selector: LabelSelector | null;
}

export interface PodAntiAffinityTerm {
  readonly topologyKey: string;
  readonly required: boolean;
  readonly matchLabelKeys: readonly string[];
  /** Null: it selects no pods, or pods of namespaces that are not read here. */
  readonly selector: LabelSelector | null;
}

/** One alternative of a required node affinity; all of it has to hold. */
export interface NodeTerm {
  readonly matchExpressions: readonly LabelExpression[];
  /** About fields of the Node instead of labels: metadata.name. */
  readonly matchFields: readonly LabelExpression[];
}

export interface Toleration {
  readonly key: string | null;
  readonly operator: string;
  readonly value: string | null;
  readonly effect: string | null;
}

export interface PodTemplate {
  readonly labels: Readonly<Record<string, string>>;
  readonly terminationGracePeriodSeconds: number;
  readonly hostNetwork: boolean;
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Required node affinity; empty: none. */
  readonly nodeTerms: readonly NodeTerm[];
  readonly tolerations: readonly Toleration[];
  readonly antiAffinity: readonly PodAntiAffinityTerm[];
  readonly topologySpread: readonly TopologySpreadConstraint[];
  readonly containers: readonly PodContainer[];
}

export type WorkloadKind = 'Deployment' | 'ReplicaSet' | 'StatefulSet' | 'DaemonSet';

export interface Workload {
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly owner: OwnerReference | null;
  /** matchLabels of the selector. */
  readonly selector: Readonly<Record<string, string>>;
  /** Desired replicas; for a DaemonSet the desired number scheduled. */
  readonly replicas: number;
  readonly readyReplicas: number;
  readonly updatedReplicas: number;
  readonly minReadySeconds: number;
  /** `RollingUpdate`, `Recreate`, `OnDelete`; empty for a ReplicaSet. */
  readonly strategy: string;
  /** Number or percentage as written. Null: the default of the kind. */
  readonly maxSurge: number | string | null;
  readonly maxUnavailable: number | string | null;
  readonly template: PodTemplate;
}
