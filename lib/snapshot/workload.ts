import type { OwnerReference, PodContainer } from './pod.ts';

export interface TopologySpreadConstraint {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly whenUnsatisfiable: string;
  readonly nodeTaintsPolicy: string | null;
  readonly minDomains: number | null;
  readonly matchLabelKeys: readonly string[];
}

export interface PodAntiAffinityTerm {
  readonly topologyKey: string;
  readonly required: boolean;
  readonly matchLabelKeys: readonly string[];
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
