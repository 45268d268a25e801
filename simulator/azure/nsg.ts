import { isInRange } from '../dataplane/ip-range.ts';
import type { World } from '../kernel/world.ts';
import type { SecurityRule } from './cloud.ts';

export const PROBE_SOURCE = '168.63.129.16';
const ANY = new Set(['*', '0.0.0.0/0', '::/0', 'Any']);

interface Inbound {
  readonly source: string;
  /** Service tags the source belongs to. */
  readonly tags: readonly string[];
  readonly destination: string | null;
  readonly port: number;
  readonly protocol: 'Tcp' | 'Udp';
}

function hasPort(ranges: readonly string[], port: number): boolean {
  return ranges.some((range) => {
    if (range === '*') return true;
    const [from, to = from] = range.split('-').map(Number);
    return from !== undefined && to !== undefined && port >= from && port <= to;
  });
}

const isFrom = (packet: Inbound, source: string): boolean =>
  ANY.has(source) || packet.tags.includes(source) || isInRange(packet.source, source);

/** A rule for named addresses does not concern a packet to another one; the network as a whole concerns all nodes. */
const isTo = (packet: Inbound, destination: string): boolean =>
  ANY.has(destination) ||
  destination === 'VirtualNetwork' ||
  (packet.destination !== null && isInRange(packet.destination, destination));

const concerns = (rule: SecurityRule, packet: Inbound): boolean =>
  rule.direction === 'Inbound' &&
  (rule.protocol === '*' || rule.protocol === packet.protocol) &&
  hasPort(rule.ports, packet.port) &&
  rule.sources.some((source) => isFrom(packet, source)) &&
  rule.destinations.some((destination) => isTo(packet, destination));

/** The first rule that concerns a packet decides; null when none of the written ones does. */
function decide(world: World, packet: Inbound): SecurityRule['access'] | null {
  for (const group of world.cloud.securityGroups.values())
    for (const rule of group.rules) if (concerns(rule, packet)) return rule.access;
  return null;
}

const PROBER: Inbound = {
  source: PROBE_SOURCE,
  tags: ['AzureLoadBalancer'],
  destination: null,
  port: 0,
  protocol: 'Tcp',
};

/** Whether a rule can meet the prober at all: only then can its change turn a probe. */
export const concernsProber = (rule: SecurityRule): boolean => rule.sources.some((source) => isFrom(PROBER, source));

/** Whether the prober gets in: allowed unless a rule forbids it, by the built-in rule for Azure's load balancer. */
export const isProbeAllowed = (world: World, destination: string, port: number): boolean =>
  decide(world, { ...PROBER, destination, port }) !== 'Deny';

/** Whether a client gets in: only by a rule, except from inside the network. */
export function isClientAllowed(
  world: World,
  client: string,
  destination: string,
  port: number,
  protocol: 'Tcp' | 'Udp',
): boolean {
  const isInside = isInRange(client, '10.0.0.0/8') || isInRange(client, 'fd00::/8');
  const tags = isInside ? ['VirtualNetwork'] : ['Internet'];
  const decision = decide(world, { source: client, tags, destination, port, protocol });
  return decision === null ? isInside : decision === 'Allow';
}
