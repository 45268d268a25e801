import type { Family } from '../control-plane/desired-endpoints.ts';

/** Azure's side as it is stored there: what the cloud controller wrote, and what anyone changed in the portal since. */
export interface Cloud {
  readonly loadBalancers: Map<string, LoadBalancer>;
  readonly publicIps: Map<string, PublicIp>;
  readonly securityGroups: Map<string, SecurityGroup>;
  /** The cloud controller works on one thing at a time: until then it is busy. */
  busyUntil: number;
  readonly inProgress: Set<string>;
  /** Failed attempts in a row, by Service. */
  readonly failures: Map<string, number>;
  publicAddresses: number;
  privateAddresses: number;
  versions: number;
}

export interface LoadBalancer {
  readonly name: string;
  readonly internal: boolean;
  readonly guid: string;
  version: number;
  provisioningState: string;
  frontends: readonly Frontend[];
  pools: readonly BackendPool[];
  rules: readonly Rule[];
  probes: readonly Probe[];
  outbound: { readonly frontend: string; readonly pool: string } | null;
}

export interface Frontend {
  readonly name: string;
  /** Name of the public IP, null on an internal load balancer. */
  readonly publicIp: string | null;
  readonly privateIp: string | null;
  /** Whether the Service asked for exactly this private address. */
  readonly isPinned: boolean;
  readonly family: Family;
  readonly subnet: string | null;
}

export type AdminState = 'None' | 'Up' | 'Down';

export interface PoolMember {
  /** The node it was made for; a ghost's node no longer exists. */
  readonly nodeName: string;
  /** The NIC's IP configuration in a NIC pool, null in a pool of addresses. */
  readonly nic: string | null;
  readonly ip: string;
  readonly adminState: AdminState;
}

export interface BackendPool {
  readonly name: string;
  readonly kind: 'nic' | 'ip';
  readonly members: readonly PoolMember[];
}

export type RuleProtocol = 'Tcp' | 'Udp' | 'All';

export interface Rule {
  readonly name: string;
  readonly protocol: RuleProtocol;
  readonly frontend: string;
  readonly frontendPort: number;
  readonly backendPort: number;
  readonly pool: string;
  readonly probe: string | null;
  readonly floatingIP: boolean;
  readonly tcpReset: boolean;
  readonly idleMinutes: number;
  readonly loadDistribution: 'Default' | 'SourceIP' | 'SourceIPProtocol';
  readonly disableOutboundSnat: boolean;
}

export interface Probe {
  readonly name: string;
  readonly protocol: 'Tcp' | 'Http' | 'Https';
  readonly port: number;
  readonly path: string | null;
  readonly intervalSeconds: number;
  readonly threshold: number;
  readonly noHealthyBackends: 'AllProbedDown' | 'AllProbedUp';
}

export interface PublicIp {
  readonly name: string;
  readonly address: string;
  readonly family: Family;
  readonly guid: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Null: it has none. */
  readonly dnsLabel: string | null;
  readonly zones: readonly string[];
  readonly version: number;
}

export interface SecurityRule {
  readonly name: string;
  readonly priority: number;
  readonly access: 'Allow' | 'Deny';
  readonly direction: 'Inbound' | 'Outbound';
  readonly protocol: 'Tcp' | 'Udp' | '*';
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly ports: readonly string[];
}

export interface SecurityGroup {
  readonly name: string;
  readonly guid: string;
  version: number;
  rules: readonly SecurityRule[];
}

export const emptyCloud = (): Cloud => ({
  loadBalancers: new Map(),
  publicIps: new Map(),
  securityGroups: new Map(),
  busyUntil: 0,
  inProgress: new Set(),
  failures: new Map(),
  publicAddresses: 16,
  privateAddresses: 0,
  versions: 0,
});
