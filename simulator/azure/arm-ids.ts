import { nodeResourceGroupOf, type WorldSettings } from '../kernel/settings.ts';
import type { Machine } from '../machines/machine.ts';

export const groupId = (settings: WorldSettings, group = nodeResourceGroupOf(settings)): string =>
  `/subscriptions/${settings.subscriptionId}/resourceGroups/${group}`;

export const networkId = (settings: WorldSettings, type: string, name: string): string =>
  `${groupId(settings)}/providers/Microsoft.Network/${type}/${name}`;

export const loadBalancerId = (settings: WorldSettings, name: string): string =>
  networkId(settings, 'loadBalancers', name);

export const publicIpId = (settings: WorldSettings, name: string): string =>
  networkId(settings, 'publicIPAddresses', name);

export const scaleSetId = (settings: WorldSettings, name: string): string =>
  `${groupId(settings)}/providers/Microsoft.Compute/virtualMachineScaleSets/${name}`;

export const machineId = (settings: WorldSettings, machine: Machine): string =>
  `${scaleSetId(settings, machine.scaleSet)}/virtualMachines/${machine.instanceId}`;

export const nicId = (settings: WorldSettings, machine: Machine): string =>
  `${machineId(settings, machine)}/networkInterfaces/${machine.scaleSet}`;

export type IpConfiguration = 'ipconfig1' | 'ipconfig1v6';

export const ipConfigurationId = (settings: WorldSettings, machine: Machine, name: IpConfiguration): string =>
  `${nicId(settings, machine)}/ipConfigurations/${name}`;

export const virtualNetworkId = (settings: WorldSettings): string =>
  networkId(settings, 'virtualNetworks', 'aks-vnet-12345678');

export const subnetId = (settings: WorldSettings, name: string): string =>
  `${virtualNetworkId(settings)}/subnets/${name}`;

export const DEFAULT_SUBNET = 'aks-subnet';

/** The cloud controller writes the resource group of a reference in lower case. */
export const lowerGroup = (id: string): string =>
  id.replace(/(\/resourceGroups\/)([^/]+)/, (_all, head: string, group: string) => head + group.toLowerCase());
