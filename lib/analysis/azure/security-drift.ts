import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { isEverything, joinedSpans, rangeText, spansOf, uncovered } from './address-spans.ts';
import { INTERNET_TAG } from './admission.ts';
import { type ControllerAllowRule, controllerSecurityRules } from './controller-security-rules.ts';
import {
  arrivesAtNode,
  type Destinations,
  type ExpectedSecurityRule,
  expectedSecurityRules,
  frontendDestinations,
} from './expected-security-rules.ts';
import { type AddressRange, parseRange } from './ip-range.ts';
import { nodeSecurityGroups } from './node-security-groups.ts';
import { decideInbound, type SecurityDecision } from './security-rules.ts';

/** What the controller should let in, and no rule of its own does. */
export interface MissingAdmission {
  readonly expected: ExpectedSecurityRule;
  readonly destination: string;
  readonly port: number;
  /** Service tag, or ranges, that no rule of the controller lets in. */
  readonly sources: readonly string[];
  /** What becomes of their packets all the same. */
  readonly decision: SecurityDecision['kind'];
}

const PACKET_PROTOCOL = { Tcp: 'TCP', Udp: 'UDP', '*': 'SCTP' } as const;

/** Empty: nothing is missing, or nobody can tell. docs/model.md "Security rules". */
export function missingAdmissions(service: ServiceModel, model: ClusterModel): readonly MissingAdmission[] {
  const actual = controllerSecurityRules(model.snapshot);
  if (actual === null) return [];
  const rules = expectedSecurityRules(service.service, destinationsOf(service, model)) ?? [];
  return rules.flatMap((expected) => {
    if (expected.access === 'Deny') return [];
    return expected.destinations.flatMap((destination) =>
      expected.ports.flatMap((port) => {
        const letting = (actual.allowing.get(destination) ?? []).filter((rule) => concerns(rule, expected, port));
        const left = notLetIn(expected, letting);
        if (left.length === 0) return [];
        const decision = decide(expected, left, destination, port, model);
        const sources = left.map((source) => (typeof source === 'string' ? source : rangeText(source)));
        return [{ expected, destination, port, sources, decision }];
      }),
    );
  });
}

/** Where packets of the Service arrive: its addresses, or, without floating IP, the nodes that serve them. */
export function destinationsOf({ service, ports }: ServiceModel, { nodesByName }: ClusterModel): Destinations {
  if (!arrivesAtNode(service)) return frontendDestinations(service);
  const hosts = new Set(
    ports.flatMap(({ pool, usableHosts }) => [...usableHosts].filter((name) => pool.names.has(name))),
  );
  const ips = [...hosts].flatMap((name) => nodesByName.get(name)?.ips ?? []);
  const ofFamily = (isSix: boolean) => ips.filter((ip) => ip.includes(':') === isSix);
  return { IPv4: ofFamily(false), IPv6: service.ipFamilies.includes('IPv6') ? ofFamily(true) : [] };
}

function concerns(rule: ControllerAllowRule, { protocol }: ExpectedSecurityRule, port: number): boolean {
  return (rule.protocol === '*' || rule.protocol === protocol.toLowerCase()) && letsPort(rule, port);
}

function letsPort({ ports }: ControllerAllowRule, port: number): boolean {
  return ports.some((text) => {
    if (text === '*') return true;
    const [from = Number.NaN, to = from] = text.split('-').map(Number);
    return port >= from && port <= to;
  });
}

function notLetIn(
  { sources }: ExpectedSecurityRule,
  letting: readonly ControllerAllowRule[],
): readonly (string | AddressRange)[] {
  const isOpen = letting.some(({ tags }) => tags.has('*') || tags.has(INTERNET_TAG.toLowerCase()));
  if (isOpen) return [];
  if ('tag' in sources) {
    const isLetIn = letting.some(
      ({ tags, ranges }) => tags.has(sources.tag.toLowerCase()) || ranges.some(isEverything),
    );
    return isLetIn ? [] : [sources.tag];
  }
  const ranges = letting.flatMap((rule) => rule.ranges);
  return sources.ranges.filter((range) => uncovered(spansOf([range]), joinedSpans(ranges)).length > 0);
}

/** The worst that any of the groups does with any of these sources. */
function decide(
  { protocol }: ExpectedSecurityRule,
  sources: readonly (string | AddressRange)[],
  to: string,
  port: number,
  { snapshot }: ClusterModel,
): SecurityDecision['kind'] {
  const destination = parseRange(to);
  if (destination === null) return 'unknown';
  const kinds = (nodeSecurityGroups(snapshot) ?? []).flatMap((group) =>
    sources.map((source) => {
      const from = typeof source === 'string' ? 'internet' : source;
      return decideInbound(group, { source: from, destination, port, protocol: PACKET_PROTOCOL[protocol] }).kind;
    }),
  );
  if (kinds.includes('deny')) return 'deny';
  return kinds.includes('unknown') ? 'unknown' : 'allow';
}
