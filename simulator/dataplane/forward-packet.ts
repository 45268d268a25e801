import type { World } from '../kernel/world.ts';
import { zoneOf } from '../machines/build-node.ts';
import { answersPackets, type Machine } from '../machines/machine.ts';
import { accepts, behaviourOf } from '../machines/pod-process.ts';
import { isInRange } from './ip-range.ts';
import { isLetIn, type Source } from './network-policies.ts';
import type { RuleMatch, RuleTable } from './rule-table.ts';
import type { ProxyEndpoint, ServiceRules } from './service-rules.ts';
import { usableEndpoints } from './usable-endpoints.ts';

/** What a client sees of one connection attempt. */
export type Fate =
  | { readonly kind: 'answered'; readonly pod: string; readonly endpoint: ProxyEndpoint; readonly status: number }
  | { readonly kind: 'refused'; readonly because: string }
  | { readonly kind: 'timeout'; readonly because: string };

export interface Packet {
  readonly clientIp: string;
  /** The path of an HTTP request; null for a bare connection. */
  readonly path: string | null;
  /** In [0, 1): which of the equally likely endpoints it meets. */
  readonly chance: number;
}

/** The rules a packet meets on a machine: those of its kube-proxy, or what that left behind when it stopped. */
export const rulesOn = (world: World, machine: Machine): RuleTable => machine.heldRules ?? world.rules;

export function reachPod(world: World, endpoint: ProxyEndpoint, path: string | null, source: Source): Fate {
  const process = world.processes.get(endpoint.ip);
  if (process === undefined) return { kind: 'timeout', because: `nothing has the address ${endpoint.ip} any more` };
  const machine = world.machines.get(process.nodeName);
  if (machine === undefined || !answersPackets(machine))
    return { kind: 'timeout', because: `the machine of pod ${process.podKey} is dead` };
  const pod = world.store.get('pods', process.podKey);
  if (pod !== undefined && !isLetIn(world, pod, source, endpoint.port))
    return { kind: 'timeout', because: `a NetworkPolicy does not let ${source.ip} reach pod ${process.podKey}` };
  if (process.hung) return { kind: 'timeout', because: `pod ${process.podKey} hangs` };
  if (!accepts(process, world.now)) return { kind: 'refused', because: `pod ${process.podKey} does not listen` };
  const status = path === null || pod === undefined ? 200 : (behaviourOf(pod).httpStatus[path] ?? 200);
  return { kind: 'answered', pod: process.podKey, endpoint, status };
}

/** Who a pod sees: under Cluster the node the packet came in on, which puts its own address in; under Local whoever sent it. */
export function sourceSeen(rules: ServiceRules, machine: Machine, clientIp: string): Source {
  if (rules.policy === 'Local') return { ip: clientIp, node: null };
  return { ip: (clientIp.includes(':') ? machine.ipv6 : null) ?? machine.ip, node: machine.nodeName };
}

/** Plays a packet that a kube-proxy's rules match on a machine, up to the pod. */
export function throughRules(
  world: World,
  machine: Machine,
  match: RuleMatch,
  packet: Packet,
  atFrontend: boolean,
): Fate {
  const { rules, port } = match;
  // Source ranges guard the frontend address only, in their own family; node ports stay open to anyone.
  const family = packet.clientIp.includes(':') ? 'IPv6' : 'IPv4';
  const ranges = atFrontend ? rules.sourceRanges.filter((range) => range.includes(':') === (family === 'IPv6')) : [];
  if (ranges.length > 0 && !ranges.some((range) => isInRange(packet.clientIp, range)))
    return { kind: 'timeout', because: `${packet.clientIp} is not in loadBalancerSourceRanges` };
  const place = { node: machine.nodeName, zone: zoneOf(world, machine) };
  const usable = usableEndpoints(port.endpoints[family], rules.policy, place);
  const endpoint = usable.endpoints[Math.floor(packet.chance * usable.endpoints.length)];
  if (endpoint !== undefined)
    return reachPod(world, endpoint, packet.path, sourceSeen(rules, machine, packet.clientIp));
  if (usable.anywhere) return { kind: 'timeout', because: `no local endpoint on ${machine.nodeName}: dropped` };
  return { kind: 'refused', because: 'the Service has no endpoint anywhere: rejected' };
}

export function sendToNodePort(world: World, machine: Machine, protocol: string, port: number, packet: Packet): Fate {
  if (!answersPackets(machine)) return { kind: 'timeout', because: `machine ${machine.nodeName} is dead` };
  const match = rulesOn(world, machine).nodePort(protocol, port);
  if (match === undefined) return { kind: 'refused', because: `nothing listens on node port ${port}` };
  return throughRules(world, machine, match, packet, false);
}

export interface FrontendPacket extends Packet {
  readonly frontendIp: string;
  readonly protocol: string;
  readonly port: number;
}

/** A packet the load balancer sends on with floating IP: it arrives with the frontend's own address. */
export function sendToFrontend(world: World, machine: Machine, packet: FrontendPacket): Fate {
  if (!answersPackets(machine)) return { kind: 'timeout', because: `machine ${machine.nodeName} is dead` };
  const match = rulesOn(world, machine).frontend(packet.frontendIp, packet.protocol, packet.port);
  if (match === undefined)
    return { kind: 'timeout', because: `${machine.nodeName} has no rule for ${packet.frontendIp}` };
  return throughRules(world, machine, match, packet, true);
}
