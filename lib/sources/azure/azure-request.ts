import type { LoadBalancer } from '../../snapshot/load-balancer.ts';
import type { LoadBalancerMetrics } from '../../snapshot/load-balancer-metrics.ts';
import type { ManagedCluster } from '../../snapshot/managed-cluster.ts';
import type { NetworkInterface } from '../../snapshot/network-interface.ts';
import type { NetworkSecurityGroup } from '../../snapshot/network-security-group.ts';
import type { RuleHealth } from '../../snapshot/probes-part.ts';
import type { PublicIpAddress } from '../../snapshot/public-ip-address.ts';
import type { ScaleSet, ScaleSetVm } from '../../snapshot/scale-set.ts';
import type { AzureResult } from './azure-result.ts';
import type { Urgency } from './call-lane.ts';

/** What each resource answers with. */
export interface AzureItems {
  managedCluster: ManagedCluster;
  loadBalancers: LoadBalancer;
  publicIPAddresses: PublicIpAddress;
  networkSecurityGroups: NetworkSecurityGroup;
  scaleSets: ScaleSet;
  scaleSetVms: ScaleSetVm;
  networkInterfaces: NetworkInterface;
  loadBalancerMetrics: LoadBalancerMetrics;
  ruleHealth: RuleHealth;
}

export type AzureKind = keyof AzureItems;

interface AzureArguments {
  /** Zero or one item. */
  managedCluster: object;
  /** Every load balancer of the node resource group, whatever its name. */
  loadBalancers: object;
  publicIPAddresses: {
    /** Ids that frontends refer to; those outside the node resource group are read one by one. */
    readonly referencedIds: readonly string[];
  };
  networkSecurityGroups: object;
  scaleSets: object;
  scaleSetVms: {
    /** ARM ids of the scale sets to list, with instance view: expensive, so only those in question. */
    readonly scaleSetIds: readonly string[];
  };
  networkInterfaces: {
    /** Scale sets whose NICs are wanted. */
    readonly scaleSetIds: readonly string[];
    /** True: also the NICs of single VMs in the node resource group. */
    readonly ofSingleMachines: boolean;
  };
  loadBalancerMetrics: {
    readonly loadBalancerIds: readonly string[];
    /** True: probe states for each backend, and not only for each frontend. */
    readonly byBackend: boolean;
  };
  ruleHealth: {
    readonly loadBalancerId: string;
    readonly rule: string;
  };
}

/** What to read. `kind` alone suffices for resources that are listed by resource group. */
export type AzureRequest<K extends AzureKind = AzureKind> = {
  [P in K]: { readonly kind: P } & AzureArguments[P];
}[K];

export interface RefreshOptions {
  /** Aborting makes the refresh answer `failed` with cause `cancelled` at once. */
  readonly signal?: AbortSignal;
  /**
   * `background` (the default) never retries by itself: the answer says when to ask again.
   * `interactive` goes first, and retries twice where the wait is short.
   */
  readonly urgency?: Urgency;
}

/** Azure's side of one cluster: one subscription and one node resource group. */
export interface AzureSource {
  readonly subscriptionId: string;
  readonly nodeResourceGroup: string;
  /** Reads one resource afresh. Never rejects. */
  refresh<K extends AzureKind>(request: AzureRequest<K>, options?: RefreshOptions): Promise<AzureResult<AzureItems[K]>>;
}
