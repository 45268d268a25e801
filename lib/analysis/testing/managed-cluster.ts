import type { ManagedCluster } from '../../snapshot/managed-cluster.ts';

/** A managed cluster of which Azure told nothing but what is given. */
export function testManagedCluster(told: Partial<ManagedCluster> = {}): ManagedCluster {
  return {
    id: null,
    name: 'aks',
    location: null,
    nodeResourceGroup: null,
    kubernetesVersion: null,
    backendPoolType: null,
    probeMode: null,
    multipleLoadBalancers: false,
    outboundType: null,
    networkDataplane: null,
    kubeProxyEnabled: null,
    kubeProxyMode: null,
    networkPolicy: null,
    ...told,
  };
}
