import { armName } from '../../snapshot/arm-id.ts';
import type { BackendPool, LoadBalancer, PoolMember } from '../../snapshot/load-balancer.ts';
import { machineKey, networkInterfaceOf } from '../../snapshot/machine-key.ts';
import { ghostNode } from './ghost-node.ts';
import { countNodes, type NodeCounts } from './node-counts.ts';
import { byNodeName, type NodeFacts } from './node-facts.ts';

/** A backend pool with its members resolved to nodes, and the counts that every rule on it needs. */
export interface PoolModel {
  /** Lower-case ARM id; `expected` for the pool assumed while Azure is not loaded. */
  readonly id: string;
  readonly name: string;
  readonly loadBalancer: string | null;
  readonly members: readonly NodeFacts[];
  /** Members without a Node object. */
  readonly ghosts: readonly NodeFacts[];
  /** Members and ghosts. */
  readonly byName: ReadonlyMap<string, NodeFacts>;
  readonly memberCounts: NodeCounts;
  /** Members whose kube-proxy answers 200 on /healthz. */
  readonly eligibleCounts: NodeCounts;
  /** Members whose verdict may differ from that of an ordinary member. */
  readonly noteworthy: readonly NodeFacts[];
  /** Admin states that override the probe, by node name. */
  readonly adminStates: ReadonlyMap<string, 'Up' | 'Down'>;
}

/** How pool members are found: by machine (NIC pools) or address (nodeIP pools). */
export interface MemberLookup {
  readonly byMachine: ReadonlyMap<string, NodeFacts>;
  readonly byIp: ReadonlyMap<string, NodeFacts>;
  /** NIC id → machine key, for machines outside scale sets. */
  readonly machineOfNic: ReadonlyMap<string, string>;
}

/** docs/model.md "Names and join": pool members to nodes. A node behind several ipConfigurations counts once. */
export function poolModel(loadBalancer: LoadBalancer, pool: BackendPool, lookup: MemberLookup): PoolModel {
  const members = new Map<string, NodeFacts>();
  const ghosts = new Map<string, NodeFacts>();
  const adminStates = new Map<string, 'Up' | 'Down'>();
  for (const member of pool.members) {
    const node = findNode(member, lookup) ?? ghostNode(member);
    (node.ghost ? ghosts : members).set(node.name, node);
    if (member.adminState === 'Up' || member.adminState === 'Down') adminStates.set(node.name, member.adminState);
  }
  return countedPool(
    { id: pool.id.toLowerCase(), name: pool.name, loadBalancer: loadBalancer.name, adminStates },
    [...members.values()].sort(byNodeName),
    [...ghosts.values()].sort(byNodeName),
  );
}

export function countedPool(
  identity: Pick<PoolModel, 'id' | 'name' | 'loadBalancer' | 'adminStates'>,
  members: readonly NodeFacts[],
  ghosts: readonly NodeFacts[],
): PoolModel {
  return {
    ...identity,
    members,
    ghosts,
    byName: new Map([...members, ...ghosts].map((node) => [node.name, node])),
    memberCounts: countNodes(members),
    eligibleCounts: countNodes(members.filter((node) => node.kubeProxyEligible)),
    noteworthy: members.filter(isNoteworthy),
  };
}

export function isNoteworthy(node: NodeFacts): boolean {
  return node.lost || node.departure !== null || node.ready !== 'True' || !node.kubeProxyEligible;
}

function findNode(member: PoolMember, lookup: MemberLookup): NodeFacts | undefined {
  if (member.kind === 'ip') return lookup.byIp.get(member.ipAddress);
  const nic = networkInterfaceOf(member.ipConfigurationId);
  const key = machineKey(member.ipConfigurationId) ?? (nic === null ? null : lookup.machineOfNic.get(nic)) ?? null;
  if (key !== null) return lookup.byMachine.get(key);
  return nic === null ? undefined : lookup.byMachine.get(armName(nic));
}
