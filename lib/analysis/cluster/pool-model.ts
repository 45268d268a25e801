import { armName } from '../../snapshot/arm-id.ts';
import type { BackendPool, LoadBalancer, PoolMember } from '../../snapshot/load-balancer.ts';
import { machineKey, networkInterfaceOf } from '../../snapshot/machine-key.ts';
import { ghostNode } from './ghost-node.ts';
import { countNodes, type NodeCounts } from './node-counts.ts';
import { byNodeName, type NodeFacts } from './node-facts.ts';

/**
 * A backend pool with its members resolved to nodes. Holds names and counts that change only when nodes come, go or
 * move, so that a change of a node's condition leaves every pool as it is.
 */
export interface PoolModel {
  /** Lower-case ARM id; `expected` for the pool assumed while Azure is not loaded, `none` for one that does not exist. */
  readonly id: string;
  readonly name: string;
  readonly loadBalancer: string | null;
  /** Names of members that are Nodes, sorted. */
  readonly members: readonly string[];
  /** Members without a Node object. */
  readonly ghosts: readonly NodeFacts[];
  /** Names of members and ghosts. */
  readonly names: ReadonlySet<string>;
  /** Of the members that are Nodes. */
  readonly memberCounts: NodeCounts;
  /** Admin states that override the probe, by node name. */
  readonly adminStates: ReadonlyMap<string, 'Up' | 'Down'>;
}

/** How pool members are found: names by machine (NIC pools) or address (nodeIP pools). */
export interface MemberLookup {
  readonly byMachine: ReadonlyMap<string, string>;
  readonly byIp: ReadonlyMap<string, string>;
  /** NIC id → machine key, for machines outside scale sets. */
  readonly machineOfNic: ReadonlyMap<string, string>;
}

/** docs/model.md "Names and join": pool members to nodes. A node behind several ipConfigurations counts once. */
export function poolModel(
  loadBalancer: LoadBalancer,
  pool: BackendPool,
  lookup: MemberLookup,
  nodesByName: ReadonlyMap<string, NodeFacts>,
): PoolModel {
  const members = new Map<string, NodeFacts>();
  const ghosts = new Map<string, NodeFacts>();
  const adminStates = new Map<string, 'Up' | 'Down'>();
  for (const member of pool.members) {
    const node = nodesByName.get(findNode(member, lookup) ?? '') ?? ghostNode(member);
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
    members: members.map((node) => node.name),
    ghosts,
    names: new Set([...members, ...ghosts].map((node) => node.name)),
    memberCounts: countNodes(members),
  };
}

/** A pool that a rule names and that does not exist, or that has no member. */
export function emptyPool(loadBalancer: string | null): PoolModel {
  return countedPool({ id: 'none', name: '', loadBalancer, adminStates: new Map() }, [], []);
}

function findNode(member: PoolMember, lookup: MemberLookup): string | undefined {
  if (member.kind === 'ip') return lookup.byIp.get(member.ipAddress);
  const nic = networkInterfaceOf(member.ipConfigurationId);
  const key = machineKey(member.ipConfigurationId) ?? (nic === null ? null : lookup.machineOfNic.get(nic)) ?? null;
  if (key !== null) return lookup.byMachine.get(key);
  return nic === null ? undefined : lookup.byMachine.get(armName(nic));
}
