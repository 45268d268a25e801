import type { NetworkSecurityGroup, SecurityRule } from '../../snapshot/network-security-group.ts';
import { type AddressRange, contains, parseRange } from './ip-range.ts';
import { listsDestination, ruleDestinations } from './rule-destinations.ts';

/** A kind of packet that arrives at the nodes: every one from `source` to `destination` on `port`. */
export interface InboundPacket {
  /** `prober`: Azure's load balancer. `internet`: anybody outside. `network`: inside the virtual network. */
  readonly source: 'prober' | 'internet' | 'network' | AddressRange;
  /** As the group sees it: the frontend under floating IP, else the node. */
  readonly destination: AddressRange;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

/** `unknown`: a rule decides for some of these packets, and nobody can say for which. */
export type SecurityDecision =
  | { readonly kind: 'allow' | 'deny'; readonly rule: SecurityRule | null }
  | { readonly kind: 'unknown'; readonly rule: SecurityRule };

const PROBER = parseRange('168.63.129.16');

/**
 * What a network security group does with a kind of packet: the first rule by priority that concerns it decides, then
 * the rules every group ends with. docs/model.md "Security rules".
 */
export function decideInbound(group: NetworkSecurityGroup, packet: InboundPacket): SecurityDecision {
  for (const rule of inboundInOrder(group.rules)) {
    const matches = matchesOf(rule, packet);
    if (matches === null) continue;
    if (matches.includes('some')) {
      if (same(rule.access, decisionAfter(group, packet, rule))) continue;
      return { kind: 'unknown', rule };
    }
    return { kind: same(rule.access, 'Allow') ? 'allow' : 'deny', rule };
  }
  return { kind: packet.source === 'internet' ? 'deny' : isInside(packet) ? 'allow' : 'deny', rule: null };
}

const inOrder = new WeakMap<readonly SecurityRule[], readonly SecurityRule[]>();

/** Sorted once: the rules of a group are asked for each port of each Service. */
function inboundInOrder(rules: readonly SecurityRule[]): readonly SecurityRule[] {
  const before = inOrder.get(rules);
  if (before) return before;
  const made = rules.filter((rule) => same(rule.direction, 'Inbound')).toSorted((a, b) => a.priority - b.priority);
  inOrder.set(rules, made);
  return made;
}

/** Null: the rule does not concern the packet. What is cheap to tell comes first. */
function matchesOf(rule: SecurityRule, packet: InboundPacket): readonly Match[] | null {
  const destination = destinationMatches(rule, packet.destination);
  if (destination === 'no') return null;
  const protocol = protocolMatches(rule, packet);
  if (protocol === 'no') return null;
  const port = portMatches(rule, packet.port);
  if (port === 'no') return null;
  const source = anyOf(rule.sources, (text) => sourceMatches(text, packet.source));
  return source === 'no' ? null : [protocol, port, destination, source];
}

/** A rule for some of the packets changes nothing where the rules after it decide the same for all of them. */
function decisionAfter(group: NetworkSecurityGroup, packet: InboundPacket, rule: SecurityRule): string {
  const rules = group.rules.filter((candidate) => candidate.priority > rule.priority);
  return decideInbound({ ...group, rules }, packet).kind;
}

/** Every group ends with: allow the virtual network, allow Azure's load balancer, deny the rest. */
function isInside({ source }: InboundPacket): boolean {
  if (source === 'prober' || source === 'network') return true;
  return source !== 'internet' && PRIVATE.some((range) => contains(range, source));
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fd00::/8'].flatMap((text) => parseRange(text) ?? []);

/** Whether all of a range is for private networks. */
export function isPrivateRange(range: AddressRange): boolean {
  return PRIVATE.some((own) => contains(own, range));
}

type Match = 'all' | 'some' | 'no';

function anyOf(texts: readonly string[], matchOf: (text: string) => Match): Match {
  const matches = texts.map(matchOf);
  if (matches.includes('all')) return 'all';
  return matches.includes('some') ? 'some' : 'no';
}

function protocolMatches({ protocol }: SecurityRule, packet: InboundPacket): Match {
  return protocol === '*' || same(protocol, packet.protocol) ? 'all' : 'no';
}

function portMatches({ destinationPorts, sourcePorts }: SecurityRule, port: number): Match {
  const matches = destinationPorts.some((text) => {
    if (text === '*') return true;
    const [from, to = from] = text.split('-').map(Number);
    return from !== undefined && to !== undefined && port >= from && port <= to;
  });
  if (!matches) return 'no';
  return sourcePorts.length === 0 || sourcePorts.some((text) => text === '*' || text === '0-65535') ? 'all' : 'some';
}

const EVERYTHING = new Set(['*', 'any', '0.0.0.0/0', '::/0']);

function sourceMatches(text: string, source: InboundPacket['source']): Match {
  const tag = text.toLowerCase();
  if (tag === '*' || tag === 'any') return 'all';
  if (tag === 'azureloadbalancer') return source === 'prober' ? 'all' : 'no';
  if (tag === 'internet') return source === 'internet' || isPublic(source) ? 'all' : 'no';
  if (tag === 'virtualnetwork') return source === 'network' ? 'all' : isPrivate(source) ? 'some' : 'no';
  const range = parseRange(text);
  // A service tag, or an application group: some addresses, which nobody lists here.
  if (range === null) return source === 'prober' ? 'no' : 'some';
  if (source === 'prober') return PROBER !== null && contains(range, PROBER) ? 'all' : 'no';
  if (source === 'internet')
    return EVERYTHING.has(tag) ? 'all' : PRIVATE.some((own) => contains(own, range)) ? 'no' : 'some';
  if (source === 'network')
    return EVERYTHING.has(tag) ? 'all' : PRIVATE.some((own) => contains(own, range)) ? 'some' : 'no';
  return contains(range, source) ? 'all' : contains(source, range) ? 'some' : 'no';
}

function isPublic(source: InboundPacket['source']): boolean {
  return typeof source === 'object' && !isPrivate(source);
}

function isPrivate(source: InboundPacket['source']): boolean {
  return typeof source === 'object' && PRIVATE.some((range) => contains(range, source));
}

function destinationMatches(rule: SecurityRule, destination: AddressRange): Match {
  const listed = ruleDestinations(rule);
  if (listed.everywhere || listsDestination(listed, destination)) return 'all';
  if (listed.virtualNetwork) return isPrivateRange(destination) ? 'all' : 'some';
  return listed.others ? 'some' : 'no';
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
