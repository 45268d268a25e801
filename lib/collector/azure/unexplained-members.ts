import type { LoadBalancer } from '../../snapshot/load-balancer.ts';
import { machineKey } from '../../snapshot/machine-key.ts';

interface NodeIdentity {
  readonly providerId: string | null;
  readonly internalIPs: readonly string[];
}

/** What has to be read to say who some pool members are. */
export interface Unexplained {
  /** ARM ids of scale sets with machines that are in a pool and are no node. */
  readonly scaleSetIds: readonly string[];
  /** True: members that are single VMs, which only their NIC can name. */
  readonly ofSingleMachines: boolean;
}

export const allExplained: Unexplained = { scaleSetIds: [], ofSingleMachines: false };

const SCALE_SET =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Compute\/virtualMachineScaleSets\/[^/]+/i;

/**
 * The pool members that Kubernetes does not explain, by what would. Only pools of load-balancing rules count: the
 * outbound pool holds nodes that are kept out of the ingress on purpose. A member known by address alone is no machine
 * that could be looked up.
 */
export function unexplainedMembers(
  loadBalancers: readonly LoadBalancer[],
  nodes: readonly NodeIdentity[],
): Unexplained {
  const machines = new Set(nodes.map((node) => machineKey(node.providerId)));
  const scaleSets = new Map<string, string>();
  let ofSingleMachines = false;
  for (const id of memberIds(loadBalancers)) {
    const machine = machineKey(id);
    if (machine === null) ofSingleMachines = true;
    const scaleSet = machine === null || machines.has(machine) ? null : SCALE_SET.exec(id);
    if (scaleSet) scaleSets.set(scaleSet[0].toLowerCase(), scaleSet[0]);
  }
  return { scaleSetIds: [...scaleSets.values()], ofSingleMachines };
}

function* memberIds(loadBalancers: readonly LoadBalancer[]): Generator<string> {
  for (const { pools, rules } of loadBalancers) {
    const used = new Set(rules.flatMap((rule) => rule.poolIds.map((id) => id.toLowerCase())));
    for (const pool of pools) {
      if (!used.has(pool.id.toLowerCase())) continue;
      for (const member of pool.members) if (member.kind === 'nic') yield member.ipConfigurationId;
    }
  }
}
