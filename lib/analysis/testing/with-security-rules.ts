import type { SecurityRule } from '../../snapshot/network-security-group.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/** The rule that the cloud controller writes for a public frontend, or what a test makes of it. */
export function securityRule(changes: Partial<SecurityRule> = {}): SecurityRule {
  return {
    name: 'k8s-azure-lb_allow_IPv4_0123456789abcdef0123456789abcdef',
    access: 'Allow',
    direction: 'Inbound',
    priority: 500,
    protocol: 'Tcp',
    sources: ['Internet'],
    sourcePorts: ['*'],
    destinations: ['*'],
    destinationPorts: ['80'],
    ...changes,
  };
}

/** The snapshot with the group that AKS makes for the nodes. */
export function withSecurityRules(snapshot: Snapshot, rules: readonly SecurityRule[]): Snapshot {
  const group = { id: '/nsg', name: 'aks-agentpool-12345678-nsg', resourceGroup: 'MC_rg_test_westeurope', rules };
  return { ...snapshot, azure: { ...snapshot.azure, networkSecurityGroups: [group] } };
}
