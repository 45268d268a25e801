import type { Family } from '../control-plane/desired-endpoints.ts';
import type { World } from '../kernel/world.ts';
import type { Machine } from '../machines/machine.ts';
import { ipConfigurationId } from './arm-ids.ts';
import type { BackendPool, LoadBalancer, PoolMember } from './cloud.ts';
import { isExcludedByProvider, isListed, loadBalancerOfMachine, poolNodes } from './eligible-nodes.ts';

const addressOf = (machine: Machine, family: Family): string | null => (family === 'IPv6' ? machine.ipv6 : machine.ip);

export function nicMember(world: World, machine: Machine, family: Family): PoolMember | null {
  const ip = addressOf(machine, family);
  if (ip === null) return null;
  const configuration = family === 'IPv6' ? 'ipconfig1v6' : 'ipconfig1';
  return {
    nodeName: machine.nodeName,
    nic: ipConfigurationId(world.settings, machine, configuration),
    ip,
    adminState: 'None',
  };
}

const ipMember = (machine: Machine, family: Family): PoolMember | null => {
  const ip = addressOf(machine, family);
  return ip === null ? null : { nodeName: machine.nodeName, nic: null, ip, adminState: 'None' };
};

const present = <T>(value: T | null): T[] => (value === null ? [] : [value]);

/** Keeps what an administrator set on a member that stays. */
function keepAdminState(before: readonly PoolMember[], after: readonly PoolMember[]): PoolMember[] {
  const known = new Map(before.map((member) => [member.nic ?? member.ip, member]));
  return after.map((member) => known.get(member.nic ?? member.ip) ?? member);
}

function nicMembers(world: World, before: readonly PoolMember[], family: Family): PoolMember[] {
  const nodes = poolNodes(world);
  const kept = new Set(nodes.filter(({ node }) => !isExcludedByProvider(node)).map(({ machine }) => machine.nodeName));
  const staying = before.filter((member) => kept.has(member.nodeName));
  const held = new Set(staying.map((member) => member.nodeName));
  const joining = nodes
    .filter(({ node, machine }) => isListed(node) && kept.has(machine.nodeName) && !held.has(machine.nodeName))
    .filter(({ machine }) => machine.power === 'running' || machine.power === 'hung')
    .flatMap(({ machine }) => present(nicMember(world, machine, family)));
  return [...staying, ...joining];
}

function ipMembers(world: World, lb: LoadBalancer, family: Family): PoolMember[] {
  const configuration = lb.name.replace(/-internal$/, '');
  return poolNodes(world)
    .filter(({ node }) => isListed(node))
    .filter(({ machine }) => {
      const own = loadBalancerOfMachine(world, machine);
      return own === null || own === configuration;
    })
    .flatMap(({ machine }) => present(ipMember(machine, family)));
}

/** The pool of a Local Service of its own: the nodes that hold any of its endpoints, ready or not. */
export function localMembers(world: World, service: string, family: Family): PoolMember[] {
  const names = new Set<string>();
  for (const slice of world.store.indexed('endpointslices', 'service', service))
    for (const endpoint of slice.endpoints) if (endpoint.nodeName !== undefined) names.add(endpoint.nodeName);
  return poolNodes(world)
    .filter(({ machine }) => names.has(machine.nodeName))
    .flatMap(({ machine }) => present(ipMember(machine, family)));
}

/** The cluster's pool as the cloud controller wants it. It never takes the last member out. */
export function desiredPool(world: World, lb: LoadBalancer, name: string, family: Family): BackendPool {
  const kind = world.settings.backendPoolType === 'nodeIP' ? 'ip' : 'nic';
  const before = lb.pools.find((pool) => pool.name === name)?.members ?? [];
  const after = kind === 'nic' ? nicMembers(world, before, family) : ipMembers(world, lb, family);
  const guarded = after.length === 0 && world.settings.loadBalancers.length === 0 ? before : after;
  return { name, kind, members: keepAdminState(before, guarded) };
}
