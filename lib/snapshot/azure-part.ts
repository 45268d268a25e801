import type { LoadBalancer } from './load-balancer.ts';
import type { LoadBalancerMetrics } from './load-balancer-metrics.ts';
import type { ManagedCluster } from './managed-cluster.ts';
import type { NetworkInterface } from './network-interface.ts';
import type { NetworkSecurityGroup } from './network-security-group.ts';
import type { PublicIpAddress } from './public-ip-address.ts';
import type { ScaleSet, ScaleSetVm } from './scale-set.ts';
import type { Loaded } from './snapshot.ts';

export interface AzurePart {
  readonly loadBalancers: Loaded<LoadBalancer>;
  readonly publicIPAddresses: Loaded<PublicIpAddress>;
  readonly networkSecurityGroups: Loaded<NetworkSecurityGroup>;
  readonly scaleSets: Loaded<ScaleSet>;
  readonly scaleSetVms: Loaded<ScaleSetVm>;
  readonly networkInterfaces: Loaded<NetworkInterface>;
  readonly loadBalancerMetrics: Loaded<LoadBalancerMetrics>;
  readonly managedCluster: ManagedCluster | null;
}
