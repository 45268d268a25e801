import { parseLoadBalancer } from '../../snapshot/wire/parse-load-balancer.ts';
import { parseNetworkSecurityGroup } from '../../snapshot/wire/parse-network-security-group.ts';
import { parseScaleSet } from '../../snapshot/wire/parse-scale-set.ts';
import type { ArmConnection } from './arm-connection.ts';
import type { ArmRead, ReadContext } from './arm-get.ts';
import { armOperations } from './arm-operations.ts';
import { resourceGroupPath } from './arm-path.ts';
import type { AzureItems, AzureKind, AzureRequest, AzureSource } from './azure-request.ts';
import type { AzureResult } from './azure-result.ts';
import { readList } from './read-list.ts';
import { readLoadBalancerMetrics } from './read-load-balancer-metrics.ts';
import { managedClusterReader } from './read-managed-cluster.ts';
import { readPublicIpAddresses } from './read-public-ip-addresses.ts';
import { readRuleHealth } from './read-rule-health.ts';
import { readNetworkInterfaces, readScaleSetVms } from './read-scale-set-parts.ts';
import type { NodeResourceGroup } from './resource-group.ts';

export interface AzureSourceOptions {
  readonly connection: ArmConnection;
  readonly subscriptionId: string;
  readonly nodeResourceGroup: string;
  /** Null: found through the node resource group at the first read. */
  readonly managedClusterId: string | null;
}

type Readers = {
  readonly [K in AzureKind]: (context: ReadContext, request: AzureRequest<K>) => Promise<AzureResult<AzureItems[K]>>;
};

/** Reads one cluster's Azure resources over a connection that other clusters share. Nothing is asked yet. */
export function createAzureSource(options: AzureSourceOptions): AzureSource {
  const { connection, subscriptionId, nodeResourceGroup } = options;
  const readers = createReaders({ subscriptionId, name: nodeResourceGroup }, options.managedClusterId);
  return {
    subscriptionId,
    nodeResourceGroup,
    refresh(request, refreshOptions = {}) {
      const { signal, urgency = 'background' } = refreshOptions;
      return dispatch(readers, { connection, signal, urgency }, request);
    },
  };
}

function dispatch<K extends AzureKind>(
  readers: Readers,
  context: ReadContext,
  request: AzureRequest<K>,
): Promise<AzureResult<AzureItems[K]>> {
  return readers[request.kind](context, request);
}

function createReaders(group: NodeResourceGroup, managedClusterId: string | null): Readers {
  const inGroup = (type: string, subject: string): Pick<ArmRead, 'path' | 'subject'> => ({
    path: `${resourceGroupPath(group.subscriptionId, group.name)}/providers/${type}`,
    subject: `${subject} of resource group ${group.name}`,
  });
  return {
    managedCluster: managedClusterReader(group, managedClusterId),
    loadBalancers: (context) => {
      const where = inGroup('Microsoft.Network/loadBalancers', 'load balancers');
      const read: ArmRead = { operation: armOperations.listLoadBalancers, family: 'network', ...where };
      return readList(context, read, { name: 'load balancer', parse: parseLoadBalancer });
    },
    networkSecurityGroups: (context) => {
      const where = inGroup('Microsoft.Network/networkSecurityGroups', 'network security groups');
      const read: ArmRead = { operation: armOperations.listNetworkSecurityGroups, family: 'network', ...where };
      return readList(context, read, { name: 'network security group', parse: parseNetworkSecurityGroup });
    },
    scaleSets: (context) => {
      const where = inGroup('Microsoft.Compute/virtualMachineScaleSets', 'scale sets');
      const read: ArmRead = { operation: armOperations.listScaleSets, family: 'compute', ...where };
      return readList(context, read, { name: 'scale set', parse: parseScaleSet });
    },
    publicIPAddresses: (context, request) => readPublicIpAddresses(context, group, request.referencedIds),
    scaleSetVms: (context, request) => readScaleSetVms(context, request.scaleSetIds),
    networkInterfaces: (context, request) => readNetworkInterfaces(context, group, request),
    loadBalancerMetrics: readLoadBalancerMetrics,
    ruleHealth: (context, request) => readRuleHealth(context, request.loadBalancerId, request.rule),
  };
}
