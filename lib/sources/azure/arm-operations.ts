import type { CallKind } from './call-lane.ts';

/** One kind of ARM call: its name in metrics and the permission it needs. */
export interface ArmOperation {
  readonly name: string;
  readonly action: string;
  readonly kind: CallKind;
}

/**
 * Every ARM call this product makes. Reading per-rule health is a POST: ARM counts it as a write although nothing
 * is changed.
 */
export const armOperations = {
  listSubscriptions: { name: 'subscriptions.list', action: 'Microsoft.Resources/subscriptions/read', kind: 'read' },
  getResourceGroup: {
    name: 'resourceGroups.get',
    action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
    kind: 'read',
  },
  listManagedClusters: {
    name: 'managedClusters.list',
    action: 'Microsoft.ContainerService/managedClusters/read',
    kind: 'read',
  },
  getManagedCluster: {
    name: 'managedClusters.get',
    action: 'Microsoft.ContainerService/managedClusters/read',
    kind: 'read',
  },
  listLoadBalancers: { name: 'loadBalancers.list', action: 'Microsoft.Network/loadBalancers/read', kind: 'read' },
  listPublicIPAddresses: {
    name: 'publicIPAddresses.list',
    action: 'Microsoft.Network/publicIPAddresses/read',
    kind: 'read',
  },
  getPublicIPAddress: {
    name: 'publicIPAddresses.get',
    action: 'Microsoft.Network/publicIPAddresses/read',
    kind: 'read',
  },
  listNetworkSecurityGroups: {
    name: 'networkSecurityGroups.list',
    action: 'Microsoft.Network/networkSecurityGroups/read',
    kind: 'read',
  },
  listScaleSets: {
    name: 'scaleSets.list',
    action: 'Microsoft.Compute/virtualMachineScaleSets/read',
    kind: 'read',
  },
  listScaleSetVms: {
    name: 'scaleSetVms.list',
    action: 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/read',
    kind: 'read',
  },
  listScaleSetNetworkInterfaces: {
    name: 'scaleSetNetworkInterfaces.list',
    action: 'Microsoft.Compute/virtualMachineScaleSets/networkInterfaces/read',
    kind: 'read',
  },
  listNetworkInterfaces: {
    name: 'networkInterfaces.list',
    action: 'Microsoft.Network/networkInterfaces/read',
    kind: 'read',
  },
  listMetrics: { name: 'metrics.list', action: 'Microsoft.Insights/metrics/read', kind: 'read' },
  startRuleHealth: {
    name: 'ruleHealth.start',
    action: 'Microsoft.Network/loadBalancers/loadBalancingRules/health/action',
    kind: 'write',
  },
  pollOperationResult: {
    name: 'operationResults.get',
    action: 'Microsoft.Network/locations/operationResults/read',
    kind: 'read',
  },
  pollOperation: {
    name: 'operations.get',
    action: 'Microsoft.Network/locations/operations/read',
    kind: 'read',
  },
} as const satisfies Record<string, ArmOperation>;
