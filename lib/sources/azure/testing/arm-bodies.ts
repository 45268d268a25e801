/** REST-shaped bodies of one cluster, small and regular. */
export const subscriptionId = '11111111-2222-3333-4444-555555555555';
export const nodeResourceGroup = 'MC_lab-rg_lab-aks_westeurope';
export const groupPath = `/subscriptions/${subscriptionId}/resourceGroups/${nodeResourceGroup}`;
export const networkPath = `${groupPath}/providers/Microsoft.Network`;
export const computePath = `${groupPath}/providers/Microsoft.Compute`;
export const loadBalancersPath = `${networkPath}/loadBalancers`;
export const clusterId = `/subscriptions/${subscriptionId}/resourceGroups/lab-rg/providers/Microsoft.ContainerService/managedClusters/lab-aks`;
export const clustersPath = `/subscriptions/${subscriptionId}/providers/Microsoft.ContainerService/managedClusters`;
export const scaleSetId = `${computePath}/virtualMachineScaleSets/aks-apps-22222222-vmss`;

type Body = Readonly<Record<string, unknown>>;

export function ipConfigurationId(instance: number): string {
  return `${scaleSetId}/virtualMachines/${instance}/networkInterfaces/aks-apps-22222222-vmss/ipConfigurations/ipconfig1`;
}

/** A load balancer with one frontend, rule, probe and pool; `properties` replaces any of them. */
export function loadBalancerBody(name: string, properties: Body = {}): Body {
  const id = `${loadBalancersPath}/${name}`;
  const base = 'a0d1c0ffee79842639e5500b53b299d0';
  const child = (type: string, childName: string) => `${id}/${type}/${childName}`;
  return {
    id,
    name,
    type: 'Microsoft.Network/loadBalancers',
    location: 'westeurope',
    etag: 'W/"6020db56-1925-432c-8ea5-0cdd9fd8b2a6"',
    sku: { name: 'Standard', tier: 'Regional' },
    properties: {
      provisioningState: 'Succeeded',
      frontendIPConfigurations: [
        {
          id: child('frontendIPConfigurations', base),
          name: base,
          properties: { publicIPAddress: { id: `${networkPath}/publicIPAddresses/kubernetes-${base}` } },
        },
      ],
      backendAddressPools: [nicPoolBody(id, 'kubernetes', [ipConfigurationId(0), ipConfigurationId(1)])],
      loadBalancingRules: [ruleBody(id, base)],
      probes: [
        {
          id: child('probes', `${base}-TCP-80`),
          name: `${base}-TCP-80`,
          properties: { protocol: 'Tcp', port: 31260, intervalInSeconds: 5, numberOfProbes: 1, probeThreshold: 2 },
        },
      ],
      outboundRules: [],
      ...properties,
    },
  };
}

function ruleBody(loadBalancerId: string, base: string): Body {
  const name = `${base}-TCP-80`;
  return {
    id: `${loadBalancerId}/loadBalancingRules/${name}`,
    name,
    properties: {
      protocol: 'Tcp',
      frontendPort: 80,
      backendPort: 80,
      enableFloatingIP: true,
      enableTcpReset: true,
      idleTimeoutInMinutes: 4,
      loadDistribution: 'Default',
      disableOutboundSnat: true,
      frontendIPConfiguration: { id: `${loadBalancerId}/frontendIPConfigurations/${base}` },
      backendAddressPool: { id: `${loadBalancerId}/backendAddressPools/kubernetes` },
      probe: { id: `${loadBalancerId}/probes/${name}` },
    },
  };
}

export function nicPoolBody(loadBalancerId: string, name: string, members: readonly string[]): Body {
  return {
    id: `${loadBalancerId}/backendAddressPools/${name}`,
    name,
    properties: { provisioningState: 'Succeeded', backendIPConfigurations: members.map((id) => ({ id })) },
  };
}

export function publicIpBody(id: string, ipAddress: string): Body {
  return {
    id,
    name: id.slice(id.lastIndexOf('/') + 1),
    location: 'westeurope',
    sku: { name: 'Standard', tier: 'Regional' },
    tags: { 'k8s-azure-service': 'shop/web' },
    properties: {
      ipAddress,
      publicIPAddressVersion: 'IPv4',
      publicIPAllocationMethod: 'Static',
      provisioningState: 'Succeeded',
    },
  };
}

export function managedClusterBody(properties: Body = {}): Body {
  return {
    id: clusterId,
    name: 'lab-aks',
    location: 'westeurope',
    properties: {
      nodeResourceGroup,
      fqdn: 'lab-aks-abcd1234.hcp.westeurope.azmk8s.io',
      currentKubernetesVersion: '1.36.2',
      networkProfile: {
        outboundType: 'loadBalancer',
        loadBalancerProfile: {
          backendPoolType: 'nodeIPConfiguration',
          clusterServiceLoadBalancerHealthProbeMode: 'Shared',
        },
      },
      ...properties,
    },
  };
}
