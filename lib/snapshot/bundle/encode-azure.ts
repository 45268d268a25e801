import type { ManagedCluster } from '../managed-cluster.ts';
import type { NetworkInterface } from '../network-interface.ts';
import type { NetworkSecurityGroup } from '../network-security-group.ts';
import type { RuleHealth } from '../probes-part.ts';
import type { PublicIpAddress } from '../public-ip-address.ts';
import type { ScaleSet, ScaleSetVm } from '../scale-set.ts';
import type { WireObject } from './wire-object.ts';

export function encodePublicIpAddress(address: PublicIpAddress): WireObject {
  const { ipConfigurationId, dnsLabel, fqdn } = address;
  return {
    id: address.id,
    name: address.name,
    type: 'Microsoft.Network/publicIPAddresses',
    sku: address.sku === null ? undefined : { name: address.sku },
    tags: address.tags,
    properties: {
      provisioningState: address.provisioningState ?? undefined,
      ipAddress: address.ipAddress ?? undefined,
      publicIPAddressVersion: address.family,
      dnsSettings: { domainNameLabel: dnsLabel ?? undefined, fqdn: fqdn ?? undefined },
      ipConfiguration: ipConfigurationId === null ? undefined : { id: ipConfigurationId },
    },
  };
}

export function encodeNetworkSecurityGroup(group: NetworkSecurityGroup): WireObject {
  return {
    id: group.id,
    name: group.name,
    type: 'Microsoft.Network/networkSecurityGroups',
    properties: {
      securityRules: group.rules.map((rule) => ({
        name: rule.name,
        properties: {
          access: rule.access,
          direction: rule.direction,
          priority: rule.priority,
          protocol: rule.protocol,
          sourceAddressPrefixes: rule.sources,
          sourcePortRanges: rule.sourcePorts,
          destinationAddressPrefixes: rule.destinations,
          destinationPortRanges: rule.destinationPorts,
        },
      })),
    },
  };
}

export function encodeScaleSet(set: ScaleSet): WireObject {
  return {
    id: set.id,
    name: set.name,
    type: 'Microsoft.Compute/virtualMachineScaleSets',
    sku: { capacity: set.capacity ?? undefined },
    tags: set.poolName === null ? undefined : { 'aks-managed-poolName': set.poolName },
    properties: {
      provisioningState: set.provisioningState ?? undefined,
      virtualMachineProfile: {
        priority: set.priority ?? undefined,
        evictionPolicy: set.evictionPolicy ?? undefined,
      },
    },
  };
}

export function encodeScaleSetVm(vm: ScaleSetVm): WireObject {
  const statuses = vm.powerState === null ? [] : [{ code: `PowerState/${vm.powerState}` }];
  return {
    id: vm.id,
    instanceId: vm.instanceId,
    type: 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines',
    properties: {
      provisioningState: vm.provisioningState ?? undefined,
      osProfile: { computerName: vm.computerName ?? undefined },
      instanceView: { statuses },
    },
  };
}

export function encodeNetworkInterface(nic: NetworkInterface): WireObject {
  return {
    id: nic.id,
    type: 'Microsoft.Network/networkInterfaces',
    properties: {
      provisioningState: nic.provisioningState ?? undefined,
      virtualMachine: nic.virtualMachineId === null ? undefined : { id: nic.virtualMachineId },
      ipConfigurations: nic.ipConfigurations.map(({ id, privateIPAddress }) => ({
        id,
        properties: { privateIPAddress: privateIPAddress ?? undefined },
      })),
    },
  };
}

export function encodeManagedCluster(cluster: ManagedCluster): WireObject {
  return {
    id: cluster.id ?? undefined,
    name: cluster.name,
    type: 'Microsoft.ContainerService/ManagedClusters',
    location: cluster.location ?? undefined,
    properties: {
      nodeResourceGroup: cluster.nodeResourceGroup ?? undefined,
      currentKubernetesVersion: cluster.kubernetesVersion ?? undefined,
      networkProfile: {
        outboundType: cluster.outboundType ?? undefined,
        networkDataplane: cluster.networkDataplane ?? undefined,
        networkPolicy: cluster.networkPolicy ?? undefined,
        kubeProxyConfig: {
          enabled: cluster.kubeProxyEnabled ?? undefined,
          mode: cluster.kubeProxyMode ?? undefined,
        },
        loadBalancerProfile: {
          backendPoolType: cluster.backendPoolType ?? undefined,
          clusterServiceLoadBalancerHealthProbeMode: cluster.probeMode ?? undefined,
          enableMultipleStandardLoadBalancers: cluster.multipleLoadBalancers,
        },
      },
    },
  };
}

export function encodeRuleHealth(health: RuleHealth): WireObject {
  const count = (state: string) => health.backends.filter((backend) => backend.state === state).length;
  return {
    observedAt: health.observedAt,
    up: count('Up'),
    down: count('Down'),
    loadBalancerBackendAddresses: health.backends.map((backend) => ({
      ipAddress: backend.ipAddress ?? undefined,
      networkInterfaceIPConfigurationId: backend.networkInterfaceIPConfigurationId ?? undefined,
      state: backend.state,
      reason: backend.reason,
      since: backend.since ?? undefined,
    })),
  };
}
