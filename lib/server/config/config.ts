import type { LogLevel } from '../log.ts';
import type { Assumptions } from './assumptions-schema.ts';

/** Who may see the dashboard. */
export type Access =
  /** Nobody else can reach the address: it is this machine's own. */
  | { readonly kind: 'loopback' }
  /** Everybody who reaches the address; the operator said so. */
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'token'; readonly token: string }
  /** A proxy signs people in and names them in a header; it alone may connect. */
  | { readonly kind: 'proxy'; readonly header: string; readonly addresses: readonly string[] };

/** Where ARM is and which parts of it belong to the clusters. Null: found out. */
export interface AzureConfig {
  readonly enabled: boolean;
  readonly armEndpoint: string | null;
  readonly caFile: string | null;
  readonly tokenScope: string | null;
  /** File that holds a token for ARM, read again for every sign-in. Null: the usual Azure identities. */
  readonly tokenFile: string | null;
}

/**
 * `context`: of the kubeconfig. `in-cluster`: the one this process runs in. `default`: what is at hand, in the order
 * current context, own cluster, and the example that comes with the product.
 */
export type ClusterOrigin =
  | { readonly kind: 'context'; readonly context: string }
  | { readonly kind: 'in-cluster' }
  | { readonly kind: 'default' };

/** A cluster to read, and what is known of it in Azure. */
export interface ClusterConfig {
  /** Name in addresses and on the pages; null: that of the context. */
  readonly id: string | null;
  readonly from: ClusterOrigin;
  readonly managedClusterId: string | null;
  readonly subscription: string | null;
  readonly nodeResourceGroup: string | null;
}

export interface ServerConfig {
  readonly host: string;
  readonly port: number;
  /** The port was asked for, so no other will do. */
  readonly portIsGiven: boolean;
  /** Host names, beside those of this machine, that requests may be addressed to. */
  readonly allowedHosts: readonly string[];
  readonly access: Access;
  readonly logLevel: LogLevel;
  readonly bundles: readonly string[];
  readonly clusters: readonly ClusterConfig[];
  readonly kubeconfig: string | null;
  /** Scenario of the embedded AKS to show; null: only when there is nothing else. */
  readonly scenario: string | null;
  readonly azure: AzureConfig;
  /** Whether kube-proxy is asked on the nodes of live clusters. */
  readonly probeNodes: boolean;
  /** File of acknowledged findings; null: none. */
  readonly acknowledgements: string | null;
  /** Constants to use instead of the usual ones. */
  readonly assumptions: Assumptions;
}
