import { z } from 'zod';
import type { ManagedCluster } from '../managed-cluster.ts';
import { armParser } from './arm-object.ts';
import { flag, identity, text } from './wire-fields.ts';

const loadBalancerProfile = z
  .object({
    backendPoolType: text,
    clusterServiceLoadBalancerHealthProbeMode: text,
    enableMultipleStandardLoadBalancers: flag,
  })
  .nullish();

const kubeProxyConfig = z.object({ enabled: flag, mode: text }).nullish();

const schema = z.object({
  id: text,
  name: identity,
  location: text,
  nodeResourceGroup: text,
  currentKubernetesVersion: text,
  kubernetesVersion: text,
  networkProfile: z
    .object({ outboundType: text, networkDataplane: text, networkPolicy: text, kubeProxyConfig, loadBalancerProfile })
    .nullish(),
});

function toManagedCluster(wire: z.output<typeof schema>): ManagedCluster {
  const network = wire.networkProfile;
  const profile = network?.loadBalancerProfile;
  return {
    id: wire.id || null,
    name: wire.name,
    location: wire.location ?? null,
    nodeResourceGroup: wire.nodeResourceGroup ?? null,
    kubernetesVersion: wire.currentKubernetesVersion || wire.kubernetesVersion || null,
    backendPoolType: profile?.backendPoolType?.toLowerCase() ?? null,
    probeMode: profile?.clusterServiceLoadBalancerHealthProbeMode?.toLowerCase() ?? null,
    multipleLoadBalancers: profile?.enableMultipleStandardLoadBalancers ?? false,
    outboundType: network?.outboundType ?? null,
    networkDataplane: network?.networkDataplane?.toLowerCase() ?? null,
    kubeProxyEnabled: network?.kubeProxyConfig?.enabled ?? null,
    kubeProxyMode: network?.kubeProxyConfig?.mode?.toLowerCase() || null,
    networkPolicy: network?.networkPolicy?.toLowerCase() ?? null,
  };
}

export const parseManagedCluster = armParser('ManagedCluster', 'managedClusters', schema, toManagedCluster);
