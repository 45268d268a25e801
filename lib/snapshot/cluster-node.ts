export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
  readonly addedAt: string | null;
}

export interface NodeCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly changedAt: string | null;
  readonly heartbeatAt: string | null;
}

/** A Kubernetes Node, trimmed. Labels are kept as they are: pools, zones, spot and exclusion are read from them. */
export interface ClusterNode {
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly createdAt: string | null;
  readonly deletedAt: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly providerId: string | null;
  /** InternalIP addresses in their order. */
  readonly internalIPs: readonly string[];
  readonly unschedulable: boolean;
  readonly conditions: readonly NodeCondition[];
  readonly podCidrs: readonly string[];
  readonly kubeletVersion: string | null;
}
