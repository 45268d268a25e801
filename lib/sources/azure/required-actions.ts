/** Where a permission must be granted for it to help. */
export type GrantScope = 'node resource group' | 'managed cluster' | 'subscription';

/** One Azure permission: what it is for, and what is missing on the pages without it. */
export interface RequiredAction {
  readonly action: string;
  readonly scope: GrantScope;
  readonly usedFor: string;
  /** What the product cannot tell while the permission is missing. */
  readonly without: string;
  /** False: only read when something else needs explaining. */
  readonly always: boolean;
  /** Arguments of `az` that make the same read, with `{subscription}`, `{group}`, `{loadBalancer}` and `{rule}`. */
  readonly check: string;
}

/** Every permission this product asks Azure for. Nothing here can change anything. */
export const requiredActions: readonly RequiredAction[] = [
  {
    action: 'Microsoft.Network/loadBalancers/read',
    scope: 'node resource group',
    usedFor: 'frontends, rules, probes and backend pools of every load balancer of the cluster',
    without: 'Azure’s side is blank: what is shown is computed from Kubernetes alone, and drift cannot be found',
    always: true,
    check: 'network lb list --resource-group {group} --subscription {subscription} --output table',
  },
  {
    action: 'Microsoft.Network/publicIPAddresses/read',
    scope: 'node resource group',
    usedFor:
      'the address behind each public frontend, and public IPs that nothing uses; also in the resource groups of public IPs you bring yourself',
    without: 'frontends are matched by name only, and their addresses are those the Service reports',
    always: true,
    check: 'network public-ip list --resource-group {group} --subscription {subscription} --output table',
  },
  {
    action: 'Microsoft.Network/networkSecurityGroups/read',
    scope: 'node resource group',
    usedFor: 'whether security rules let clients and health probes in',
    without: 'a security rule that blocks probes or clients is not found',
    always: true,
    check: 'network nsg list --resource-group {group} --subscription {subscription} --output table',
  },
  {
    action: 'Microsoft.Network/loadBalancers/loadBalancingRules/health/action',
    scope: 'node resource group',
    usedFor: 'what Azure’s own probes say of every node, rule by rule; not part of the built-in role Reader',
    without: 'probe states are computed, not measured: disagreements with Azure stay unseen',
    always: true,
    check:
      'rest --method post --url "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/loadBalancers/{loadBalancer}/loadBalancingRules/{rule}/health?api-version=2025-05-01"',
  },
  {
    action: 'Microsoft.Network/locations/operationResults/read',
    scope: 'subscription',
    usedFor: 'fetching the answer of the health request, which Azure keeps at the subscription',
    without: 'health requests are accepted but their answers cannot be read',
    always: true,
    check: 'role assignment list --all --include-inherited --subscription {subscription} --output table',
  },
  {
    action: 'Microsoft.Network/locations/operations/read',
    scope: 'subscription',
    usedFor: 'waiting for the answer of the health request where Azure reports its progress separately',
    without: 'health requests may be accepted without their answers being readable',
    always: true,
    check: 'role assignment list --all --include-inherited --subscription {subscription} --output table',
  },
  {
    action: 'Microsoft.Insights/metrics/read',
    scope: 'node resource group',
    usedFor: 'availability of frontends and probes over the last minutes, and use of SNAT ports',
    without: 'there are no series: what the probes said a few minutes ago, and how full SNAT ports are, is not known',
    always: true,
    check:
      'monitor metrics list --resource "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/loadBalancers/{loadBalancer}" --metrics VipAvailability --output table',
  },
  {
    action: 'Microsoft.ContainerService/managedClusters/read',
    scope: 'subscription',
    usedFor: 'finding the cluster, its backend pool type and its probe mode',
    without: 'pool type and probe mode are guessed from the load balancer',
    always: true,
    check: 'aks list --subscription {subscription} --output table',
  },
  {
    action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
    scope: 'node resource group',
    usedFor: 'finding the cluster from its node resource group where clusters may not be listed',
    without: 'nothing, as long as clusters may be listed',
    always: false,
    check: 'group show --name {group} --subscription {subscription}',
  },
  {
    action: 'Microsoft.Resources/subscriptions/read',
    scope: 'subscription',
    usedFor: 'finding the cluster by its API server where no node says in which subscription it is',
    without: 'nothing, as long as the cluster has nodes or its id is given',
    always: false,
    check: 'account list --output table',
  },
  {
    action: 'Microsoft.Compute/virtualMachineScaleSets/read',
    scope: 'node resource group',
    usedFor: 'priority (spot or regular), capacity and state of each node pool',
    without: 'spot pools are known by their node labels only',
    always: true,
    check: 'vmss list --resource-group {group} --subscription {subscription} --output table',
  },
  {
    action: 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/read',
    scope: 'node resource group',
    usedFor: 'telling a stopped or deleted machine from a lost one, when a pool member has no node',
    without: 'a pool member without a node is named but not explained',
    always: false,
    check:
      'vmss list-instances --resource-group {group} --subscription {subscription} --name {scaleSet} --expand instanceView',
  },
  {
    action: 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/instanceView/read',
    scope: 'node resource group',
    usedFor: 'the power state of those machines',
    without: 'the power state of such machines is unknown',
    always: false,
    check:
      'vmss get-instance-view --resource-group {group} --subscription {subscription} --name {scaleSet} --instance-id "*"',
  },
  {
    action: 'Microsoft.Compute/virtualMachineScaleSets/networkInterfaces/read',
    scope: 'node resource group',
    usedFor: 'addresses of pool members that no node accounts for',
    without: 'such pool members are shown by id instead of address',
    always: false,
    check: 'vmss nic list --resource-group {group} --subscription {subscription} --vmss-name {scaleSet}',
  },
  {
    action: 'Microsoft.Network/networkInterfaces/read',
    scope: 'node resource group',
    usedFor: 'which machine a pool member belongs to in node pools of single machines',
    without: 'pool members of single machines cannot be matched to nodes',
    always: false,
    check: 'network nic list --resource-group {group} --subscription {subscription} --output table',
  },
];
