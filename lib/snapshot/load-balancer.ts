import type { IpFamily } from './service.ts';

export interface Frontend {
  readonly id: string;
  readonly name: string;
  readonly privateIPAddress: string | null;
  /** privateIPAddressVersion of an internal frontend; null where Azure does not say. */
  readonly privateIPFamily: IpFamily | null;
  readonly publicIPAddressId: string | null;
  readonly subnetId: string | null;
  readonly zones: readonly string[];
}

/** `adminState` overrides the probe; null: not set. */
export type PoolMember =
  | { readonly kind: 'nic'; readonly ipConfigurationId: string; readonly adminState: string | null }
  | { readonly kind: 'ip'; readonly ipAddress: string; readonly name: string; readonly adminState: string | null };

export interface BackendPool {
  readonly id: string;
  readonly name: string;
  readonly members: readonly PoolMember[];
  readonly provisioningState: string | null;
}

export interface LoadBalancingRule {
  readonly id: string;
  readonly name: string;
  /** `Tcp`, `Udp`, `All`; an open set. */
  readonly protocol: string;
  readonly frontendPort: number;
  readonly backendPort: number;
  readonly frontendId: string | null;
  /** backendAddressPool and backendAddressPools, without repeats. */
  readonly poolIds: readonly string[];
  /** Null: no probe, every member counts as up. */
  readonly probeId: string | null;
  readonly enableFloatingIP: boolean;
  readonly enableTcpReset: boolean;
  readonly idleTimeoutMinutes: number;
  /** `Default`, `SourceIP`, `SourceIPProtocol`. */
  readonly loadDistribution: string;
  readonly disableOutboundSnat: boolean;
  readonly provisioningState: string | null;
}

export interface Probe {
  readonly id: string;
  readonly name: string;
  /** `Tcp`, `Http`, `Https`; an open set. */
  readonly protocol: string;
  readonly port: number;
  readonly requestPath: string | null;
  readonly intervalSeconds: number;
  /** What Azure was asked to honour. Null: not set. */
  readonly probeThreshold: number | null;
  /** Legacy field, meaningless when probeThreshold is set. */
  readonly numberOfProbes: number | null;
  readonly noHealthyBackendsBehavior: string | null;
}

export interface OutboundRule {
  readonly name: string;
  readonly poolId: string | null;
  readonly frontendIds: readonly string[];
  /** SNAT ports for each pool member; 0: Azure divides them by the size of the pool. Null: Azure does not say. */
  readonly portsPerMember: number | null;
}

export interface LoadBalancer {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly location: string | null;
  readonly sku: string | null;
  readonly etag: string | null;
  readonly provisioningState: string | null;
  readonly frontends: readonly Frontend[];
  readonly pools: readonly BackendPool[];
  readonly rules: readonly LoadBalancingRule[];
  readonly probes: readonly Probe[];
  readonly outboundRules: readonly OutboundRule[];
}
