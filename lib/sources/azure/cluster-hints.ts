/** What is known about a cluster from outside Azure; null and empty: not known. */
export interface ClusterHints {
  /** Set by the operator; then nothing else is searched. */
  readonly managedClusterId: string | null;
  /** spec.providerID of nodes: they name subscription and node resource group. */
  readonly providerIds: readonly string[];
  /** Server URL of the kubeconfig. */
  readonly apiServer: string | null;
  /** Cluster name of the kubeconfig; decides only where it is unique. */
  readonly clusterName: string | null;
  /** Subscriptions to search by API server; empty: all that the identity can see. */
  readonly subscriptionIds: readonly string[];
}
