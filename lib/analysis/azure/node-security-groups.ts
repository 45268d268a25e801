import type { NetworkSecurityGroup } from '../../snapshot/network-security-group.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

const AKS_GROUP = /^aks-agentpool-\d+-nsg$/i;
const CONTROLLER_RULE = /^k8s-azure-lb_/i;

/**
 * The groups that guard the nodes, as far as that can be told: the one AKS makes for them, or those the controller
 * writes into. Null: groups were not read. Empty: none of those read is known to guard a node.
 */
export function nodeSecurityGroups({ azure }: Snapshot): readonly NetworkSecurityGroup[] | null {
  const groups = azure.networkSecurityGroups;
  if (groups === null) return null;
  return groups.filter(
    ({ name, rules }) => AKS_GROUP.test(name) || rules.some((rule) => CONTROLLER_RULE.test(rule.name)),
  );
}
