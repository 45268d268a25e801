import { armName } from '../../snapshot/arm-id.ts';
import type { LoadBalancer, PoolMember } from '../../snapshot/load-balancer.ts';
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
  /** Members that nobody can name: interfaces of single machines while these are not loaded, or of nodes without providerID. */
  readonly unresolved: number;
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
  /** NIC id → machine key, for machines outside scale sets. Null: network interfaces are not loaded. */
  readonly machineOfNic: ReadonlyMap<string, string> | null;
  /** Some Node does not say which machine it is, and any member of nobody may be it. */
  readonly hasUnplacedNodes: boolean;
}

/** Members of a pool by the nodes they stand for. */
interface ResolvedMembers extends Pick<PoolModel, 'members' | 'ghosts' | 'names' | 'memberCounts'> {
  readonly adminStates: PoolModel['adminStates'];
  readonly unresolved: number;
}

/**
 * All pools of the cluster, by lower-case id. Most hold the same members (a load balancer keeps one for egress, another
 * balancer repeats it), which are resolved once.
 */
export function poolModels(
  loadBalancers: readonly LoadBalancer[],
  lookup: MemberLookup,
  nodesByName: ReadonlyMap<string, NodeFacts>,
): ReadonlyMap<string, PoolModel> {
  const pools = new Map<string, PoolModel>();
  const resolved: { readonly members: readonly PoolMember[]; readonly as: ResolvedMembers }[] = [];
  for (const loadBalancer of loadBalancers) {
    for (const { id, name, members } of loadBalancer.pools) {
      let as = resolved.find((known) => areSameMembers(known.members, members))?.as;
      if (as === undefined) {
        as = resolveMembers(members, lookup, nodesByName);
        resolved.push({ members, as });
      }
      const key = id.toLowerCase();
      pools.set(key, { id: key, name, loadBalancer: loadBalancer.name, ...as });
    }
  }
  return pools;
}

function areSameMembers(a: readonly PoolMember[], b: readonly PoolMember[]): boolean {
  return (
    a.length === b.length &&
    a.every((member, index) => {
      const other = b[index];
      if (other === undefined || member.adminState !== other.adminState) return false;
      return member.kind === 'ip'
        ? other.kind === 'ip' && member.ipAddress === other.ipAddress && member.name === other.name
        : other.kind === 'nic' && member.ipConfigurationId === other.ipConfigurationId;
    })
  );
}

/** docs/model.md "Names and join": pool members to nodes. A node behind several ipConfigurations counts once. */
function resolveMembers(
  poolMembers: readonly PoolMember[],
  lookup: MemberLookup,
  nodesByName: ReadonlyMap<string, NodeFacts>,
): ResolvedMembers {
  const members = new Map<string, NodeFacts>();
  const ghosts = new Map<string, NodeFacts>();
  const adminStates = new Map<string, 'Up' | 'Down'>();
  let unresolved = 0;
  for (const member of poolMembers) {
    const name = findNode(member, lookup, nodesByName);
    if (name === 'unresolved') {
      unresolved++;
      continue;
    }
    const node = (name === null ? undefined : nodesByName.get(name.node)) ?? ghostNode(member);
    (node.ghost ? ghosts : members).set(node.name, node);
    if (member.adminState === 'Up' || member.adminState === 'Down') adminStates.set(node.name, member.adminState);
  }
  const counted = countedMembers([...members.values()].sort(byNodeName), [...ghosts.values()].sort(byNodeName));
  return { ...counted, adminStates, unresolved };
}

export function countedPool(
  identity: Pick<PoolModel, 'id' | 'name' | 'loadBalancer' | 'adminStates' | 'unresolved'>,
  members: readonly NodeFacts[],
  ghosts: readonly NodeFacts[],
): PoolModel {
  return { ...identity, ...countedMembers(members, ghosts) };
}

function countedMembers(
  members: readonly NodeFacts[],
  ghosts: readonly NodeFacts[],
): Pick<PoolModel, 'members' | 'ghosts' | 'names' | 'memberCounts'> {
  return {
    members: members.map((node) => node.name),
    ghosts,
    names: new Set([...members, ...ghosts].map((node) => node.name)),
    memberCounts: countNodes(members),
  };
}

/** A pool that a rule names and that does not exist, or that has no member. */
export function emptyPool(loadBalancer: string | null): PoolModel {
  return countedPool({ id: 'none', name: '', loadBalancer, adminStates: new Map(), unresolved: 0 }, [], []);
}

/** Null: no node has this machine or address. */
function findNode(
  member: PoolMember,
  lookup: MemberLookup,
  nodesByName: ReadonlyMap<string, NodeFacts>,
): { readonly node: string } | 'unresolved' | null {
  if (member.kind === 'ip') return named(lookup.byIp.get(member.ipAddress));
  const key = machineKey(member.ipConfigurationId);
  if (key !== null) return named(lookup.byMachine.get(key)) ?? nobody(lookup);
  const nic = networkInterfaceOf(member.ipConfigurationId);
  if (nic === null) return null;
  // AKS names the NIC of a single machine like its node, with "-nic" in it.
  const likeNode = armName(nic).replace('-nic', '');
  if (nodesByName.has(likeNode)) return { node: likeNode };
  if (lookup.machineOfNic === null) return 'unresolved';
  return named(lookup.byMachine.get(lookup.machineOfNic.get(nic) ?? '')) ?? nobody(lookup);
}

function nobody({ hasUnplacedNodes }: MemberLookup): 'unresolved' | null {
  return hasUnplacedNodes ? 'unresolved' : null;
}

function named(node: string | undefined): { readonly node: string } | null {
  return node === undefined ? null : { node };
}
