import { normalizeArmId } from '../arm-id.ts';
import type { ManagedCluster } from '../managed-cluster.ts';
import { parseLoadBalancer } from '../wire/parse-load-balancer.ts';
import { parseManagedCluster } from '../wire/parse-managed-cluster.ts';
import { parseNetworkInterface } from '../wire/parse-network-interface.ts';
import { parseNetworkSecurityGroup } from '../wire/parse-network-security-group.ts';
import { parsePublicIpAddress } from '../wire/parse-public-ip-address.ts';
import { parseScaleSet, parseScaleSetVm } from '../wire/parse-scale-set.ts';
import type { Parsed } from '../wire/parsed.ts';
import type { BundleList } from './bundle-list.ts';

interface AzureResource<T> {
  readonly resource: string;
  readonly file: string;
  /** What `az` is asked for; it prints the file. */
  readonly command: string;
  readonly action: string;
  readonly parse: (raw: unknown) => Parsed<T>;
  readonly keyOf: (value: T) => string;
}

/** What a refused answer does not always say. */
const SCOPE = 'the node resource group';

function azureList<T>(of: AzureResource<T>): BundleList<T> {
  const path = `azure/${of.file}.json`;
  return {
    resource: of.resource,
    path,
    kind: null,
    command: `az ${of.command} -o json > ${path}`,
    required: of.resource === 'loadBalancers',
    isList: of.resource !== 'managedCluster',
    permission: { verb: of.action, resource: SCOPE },
    parse: of.parse,
    keyOf: of.keyOf,
  };
}

const byId = (object: { readonly id: string }): string => normalizeArmId(object.id);
const clusterKey = (cluster: ManagedCluster): string => normalizeArmId(cluster.id ?? cluster.name);

/** Everything a bundle holds of ARM, except health answers. */
export const azureLists = {
  loadBalancers: azureList({
    resource: 'loadBalancers',
    file: 'loadbalancers',
    command: 'network lb list -g <node resource group>',
    action: 'Microsoft.Network/loadBalancers/read',
    parse: parseLoadBalancer,
    keyOf: byId,
  }),
  publicIPAddresses: azureList({
    resource: 'publicIPAddresses',
    file: 'publicipaddresses',
    command: 'network public-ip list -g <node resource group>',
    action: 'Microsoft.Network/publicIPAddresses/read',
    parse: parsePublicIpAddress,
    keyOf: byId,
  }),
  networkSecurityGroups: azureList({
    resource: 'networkSecurityGroups',
    file: 'networksecuritygroups',
    command: 'network nsg list -g <node resource group>',
    action: 'Microsoft.Network/networkSecurityGroups/read',
    parse: parseNetworkSecurityGroup,
    keyOf: byId,
  }),
  scaleSets: azureList({
    resource: 'scaleSets',
    file: 'vmss',
    command: 'vmss list -g <node resource group>',
    action: 'Microsoft.Compute/virtualMachineScaleSets/read',
    parse: parseScaleSet,
    keyOf: byId,
  }),
  scaleSetVms: azureList({
    resource: 'scaleSetVms',
    file: 'vmssvms',
    command: 'vmss list-instances -g <node resource group> -n <scale set> --expand instanceView',
    action: 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/read',
    parse: parseScaleSetVm,
    keyOf: byId,
  }),
  networkInterfaces: azureList({
    resource: 'networkInterfaces',
    file: 'nics',
    command: 'vmss nic list -g <node resource group> --vmss-name <scale set>',
    action: 'Microsoft.Compute/virtualMachineScaleSets/networkInterfaces/read',
    parse: parseNetworkInterface,
    keyOf: byId,
  }),
  managedCluster: azureList({
    resource: 'managedCluster',
    file: 'managedcluster',
    command: 'aks show -g <resource group> -n <cluster>',
    action: 'Microsoft.ContainerService/managedClusters/read',
    parse: parseManagedCluster,
    keyOf: clusterKey,
  }),
} as const;
