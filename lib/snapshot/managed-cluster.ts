export interface ManagedCluster {
  readonly id: string | null;
  readonly name: string;
  readonly location: string | null;
  readonly nodeResourceGroup: string | null;
  readonly kubernetesVersion: string | null;
  /** Lower-cased `nodeipconfiguration` | `nodeip`; null where Azure does not say. */
  readonly backendPoolType: string | null;
  /** Lower-cased `servicenodeport` | `shared`; null where Azure does not say. */
  readonly probeMode: string | null;
  readonly multipleLoadBalancers: boolean;
  readonly outboundType: string | null;
  /** `azure` | `cilium`; null where Azure does not say. */
  readonly networkDataplane: string | null;
  /** Whether AKS runs kube-proxy; null where Azure does not say. */
  readonly kubeProxyEnabled: boolean | null;
  /** Lower-cased `iptables` | `ipvs` | `nftables`, or a mode nobody has described; null where Azure does not say. */
  readonly kubeProxyMode: string | null;
  /** Who enforces NetworkPolicies, lower-cased; `none` where nobody does; null where Azure does not say. */
  readonly networkPolicy: string | null;
}
