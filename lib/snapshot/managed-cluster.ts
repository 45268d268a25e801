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
  /** Who enforces NetworkPolicies, lower-cased; `none` where nobody does; null where Azure does not say. */
  readonly networkPolicy: string | null;
}
