import type { NetworkSecurityGroup, SecurityRule } from '../../snapshot/network-security-group.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { rangeText } from '../azure/address-spans.ts';
import {
  arrivesAtNode,
  type Destinations,
  type ExpectedSecurityRule,
  expectedSecurityRules,
  frontendDestinations,
} from '../azure/expected-security-rules.ts';

export const GROUP_NAME = 'aks-agentpool-12345678-nsg';

/** The snapshot with the group of its nodes as the controller would write it. */
export function withSecurityGroup(snapshot: Snapshot): Snapshot {
  const nodes = (snapshot.kubernetes.nodes ?? []).flatMap(({ internalIPs }) => internalIPs);
  const atNodes: Destinations = { IPv4: nodes, IPv6: [] };
  const expected = (snapshot.kubernetes.services ?? []).flatMap(
    (service) => expectedSecurityRules(service, arrivesAtNode(service) ? atNodes : frontendDestinations(service)) ?? [],
  );
  const group: NetworkSecurityGroup = {
    id: `/subscriptions/s1/resourceGroups/mc/providers/Microsoft.Network/networkSecurityGroups/${GROUP_NAME}`,
    name: GROUP_NAME,
    resourceGroup: 'mc',
    rules: expected.map(ruleOf),
  };
  return withGroups(snapshot, [group]);
}

export function withGroups(
  snapshot: Snapshot,
  networkSecurityGroups: readonly NetworkSecurityGroup[] | null,
): Snapshot {
  return { ...snapshot, azure: { ...snapshot.azure, networkSecurityGroups } };
}

/** Each rule of the group changed; null: taken away. */
export function editSecurityRules(snapshot: Snapshot, edit: (rule: SecurityRule) => SecurityRule | null): Snapshot {
  const groups = (snapshot.azure.networkSecurityGroups ?? []).map((group) => ({
    ...group,
    rules: group.rules.flatMap((rule) => edit(rule) ?? []),
  }));
  return withGroups(snapshot, groups);
}

export function addSecurityRule(snapshot: Snapshot, rule: Partial<SecurityRule>): Snapshot {
  const complete = { ...RULE, ...rule };
  const groups = (snapshot.azure.networkSecurityGroups ?? []).map((group) => ({
    ...group,
    rules: [...group.rules, complete],
  }));
  return withGroups(snapshot, groups);
}

const RULE: SecurityRule = {
  name: 'k8s-azure-lb_allow_IPv4_0123456789abcdef0123456789abcdef',
  access: 'Allow',
  direction: 'Inbound',
  priority: 900,
  protocol: 'Tcp',
  sources: ['Internet'],
  sourcePorts: ['*'],
  destinations: [],
  destinationPorts: ['80'],
};

function ruleOf(
  { access, family, protocol, sources, ports, destinations }: ExpectedSecurityRule,
  index: number,
): SecurityRule {
  const isDeny = access === 'Deny';
  return {
    ...RULE,
    name: isDeny
      ? `k8s-azure-lb_deny-all_${family}`
      : `k8s-azure-lb_allow_${family}_${String(index).padStart(32, '0')}`,
    access,
    priority: isDeny ? 4095 - index : 500 + index,
    protocol,
    sources: 'tag' in sources ? [sources.tag] : sources.ranges.map(rangeText),
    destinations,
    destinationPorts: isDeny ? ['*'] : ports.map(String),
  };
}
