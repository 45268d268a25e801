import { groupId } from '../../azure/arm-ids.ts';
import { nodeResourceGroupOf, type PoolSettings } from '../../kernel/settings.ts';
import type { World } from '../../kernel/world.ts';

const agentPool = (world: World, pool: PoolSettings) => ({
  name: pool.name,
  mode: pool.mode,
  count: [...world.machines.values()].filter((machine) => machine.pool === pool.name && machine.power !== 'gone')
    .length,
  vmSize: pool.vmSize,
  type: 'VirtualMachineScaleSets',
  osType: 'Linux',
  osSKU: 'Ubuntu',
  orchestratorVersion: world.settings.kubernetesVersion,
  currentOrchestratorVersion: world.settings.kubernetesVersion,
  provisioningState: 'Succeeded',
  powerState: { code: 'Running' },
  ...(pool.zones.length === 0 ? {} : { availabilityZones: pool.zones }),
  ...(pool.spot ? { scaleSetPriority: 'Spot', scaleSetEvictionPolicy: pool.evictionPolicy, spotMaxPrice: -1 } : {}),
  ...(Object.keys(pool.labels).length === 0 ? {} : { nodeLabels: pool.labels }),
});

/** The AKS cluster as its resource provider describes it. */
export function managedClusterToArm(world: World) {
  const { settings } = world;
  const dns = `${settings.cluster}-dns.hcp.${settings.region}.azmk8s.io`;
  return {
    id: `${groupId(settings, settings.resourceGroup)}/providers/Microsoft.ContainerService/managedClusters/${settings.cluster}`,
    name: settings.cluster,
    type: 'Microsoft.ContainerService/ManagedClusters',
    location: settings.region,
    sku: { name: 'Base', tier: 'Standard' },
    properties: {
      provisioningState: 'Succeeded',
      powerState: { code: 'Running' },
      kubernetesVersion: settings.kubernetesVersion,
      currentKubernetesVersion: settings.kubernetesVersion,
      dnsPrefix: settings.cluster,
      fqdn: dns,
      nodeResourceGroup: nodeResourceGroupOf(settings),
      agentPoolProfiles: settings.pools.map((pool) => agentPool(world, pool)),
      networkProfile: {
        networkPlugin: 'azure',
        networkPluginMode: 'overlay',
        networkDataplane: 'azure',
        networkPolicy: 'calico',
        loadBalancerSku: 'standard',
        outboundType: settings.disableOutboundSnat ? 'loadBalancer' : 'userDefinedRouting',
        podCidr: '10.244.0.0/16',
        serviceCidr: '10.0.0.0/16',
        ipFamilies: settings.ipFamilies,
        loadBalancerProfile: {
          backendPoolType: settings.backendPoolType,
          clusterServiceLoadBalancerHealthProbeMode: settings.healthProbeMode,
          enableMultipleStandardLoadBalancers: settings.loadBalancers.length > 0,
          idleTimeoutInMinutes: 30,
        },
      },
    },
  };
}
