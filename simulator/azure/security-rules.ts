import { createHash } from 'node:crypto';
import type { World } from '../kernel/world.ts';
import { sameJson } from '../objects/same-json.ts';
import type { Service, ServicePort } from '../objects/service.ts';
import { annotationOf, isInternal, isSet, listOf } from './annotations.ts';
import type { SecurityGroup, SecurityRule } from './cloud.ts';
import { concernsProber } from './nsg.ts';
import { reprobeAll } from './reprobe.ts';

const MANAGED = 'k8s-azure-lb_';
const FIRST_PRIORITY = 500;
const DENY_PRIORITY = 4095;

interface Wish {
  readonly name: string;
  readonly protocol: 'Tcp' | 'Udp' | '*';
  readonly sources: readonly string[];
  readonly ports: readonly string[];
  readonly destinations: Set<string>;
}

const PROTOCOL: Readonly<Record<ServicePort['protocol'], Wish['protocol']>> = { TCP: 'Tcp', UDP: 'Udp', SCTP: '*' };

/** The name carries a digest of what the rule lets in, so Services that want the same share one rule. */
function ruleName(protocol: string, family: string, sources: readonly string[], ports: readonly string[]): string {
  const text = [protocol, sources.join(','), ports.join(',')].join('_');
  return `${MANAGED}allow_${family}_${createHash('md5').update(text).digest('hex')}`;
}

/** A rule speaks of one family: ranges of the other one are not in it. */
function sourcesOf(service: Service, family: 'IPv4' | 'IPv6'): string[] {
  const ranges = [...(service.spec.loadBalancerSourceRanges ?? []), ...listOf(service, 'azure-allowed-ip-ranges')];
  const named = [...ranges, ...listOf(service, 'azure-allowed-service-tags')];
  const isOther = (source: string) => ranges.includes(source) && source.includes(':') !== (family === 'IPv6');
  if (named.length > 0) return named.filter((source) => !isOther(source)).sort();
  return isInternal(service) ? [] : ['Internet'];
}

/** Where the packets of a Service arrive: at its addresses, or at the nodes when the load balancer rewrites them. */
function destinationsOf(world: World, service: Service, family: 'IPv4' | 'IPv6'): string[] {
  const isFamily = (ip: string) => ip.includes(':') === (family === 'IPv6');
  if (isSet(service, 'azure-disable-load-balancer-floating-ip'))
    return [...world.machines.values()]
      .filter((machine) => world.store.get('nodes', machine.nodeName) !== undefined)
      .flatMap((machine) => (family === 'IPv6' ? (machine.ipv6 ?? []) : machine.ip));
  const ingress = (service.status.loadBalancer.ingress ?? []).flatMap((entry) => entry.ip ?? []);
  return ingress.filter(isFamily);
}

function collectWishes(world: World, service: Service, wishes: Map<string, Wish>): void {
  if (annotationOf(service, 'azure-disable-load-balancer-nsg-rule') === 'true') return;
  const atNode = isSet(service, 'azure-disable-load-balancer-floating-ip');
  for (const family of service.spec.ipFamilies ?? (['IPv4'] as const)) {
    const destinations = destinationsOf(world, service, family);
    const sources = sourcesOf(service, family);
    if (destinations.length === 0 || sources.length === 0) continue;
    for (const kind of ['TCP', 'UDP', 'SCTP'] as const) {
      const ports = service.spec.ports
        .filter((port) => port.protocol === kind)
        .map((port) => `${atNode ? (port.nodePort ?? 0) : port.port}`)
        .sort();
      if (ports.length === 0) continue;
      const protocol = PROTOCOL[kind];
      const name = ruleName(protocol, family, sources, ports);
      const wish = wishes.get(name) ?? { name, protocol, sources, ports, destinations: new Set<string>() };
      for (const destination of destinations) wish.destinations.add(destination);
      wishes.set(name, wish);
    }
  }
}

function denyRule(world: World, services: readonly Service[]): SecurityRule[] {
  const destinations = services
    .filter((service) => isSet(service, 'azure-deny-all-except-load-balancer-source-ranges'))
    .flatMap((service) => destinationsOf(world, service, 'IPv4'));
  if (destinations.length === 0) return [];
  return [
    {
      name: `${MANAGED}deny-all_IPv4`,
      priority: DENY_PRIORITY,
      access: 'Deny',
      direction: 'Inbound',
      protocol: '*',
      sources: ['*'],
      destinations: [...new Set(destinations)].sort(),
      ports: ['*'],
    },
  ];
}

export function writeSecurityRules(world: World, group: SecurityGroup, rules: readonly SecurityRule[]): void {
  if (sameJson(group.rules, rules)) return;
  const before = group.rules.filter(concernsProber);
  group.rules = rules;
  group.version = ++world.cloud.versions;
  if (!sameJson(before, rules.filter(concernsProber))) reprobeAll(world);
}

/** Rewrites the managed rules of the cluster's security group; rules of others stay, and a rule that stays keeps its priority. */
export function reconcileSecurityRules(world: World, services: readonly Service[]): void {
  const group = [...world.cloud.securityGroups.values()][0];
  if (group === undefined) return;
  const wishes = new Map<string, Wish>();
  for (const service of services) collectWishes(world, service, wishes);
  const foreign = group.rules.filter((rule) => !rule.name.startsWith(MANAGED));
  const known = new Map(group.rules.map((rule) => [rule.name, rule.priority]));
  const taken = new Set(
    [...foreign, ...group.rules.filter((rule) => wishes.has(rule.name))].map((rule) => rule.priority),
  );
  const managed = [...wishes.values()].map((wish): SecurityRule => {
    let priority = known.get(wish.name) ?? FIRST_PRIORITY;
    while (!known.has(wish.name) && taken.has(priority)) priority++;
    taken.add(priority);
    const { name, protocol, sources, ports } = wish;
    const destinations = [...wish.destinations].sort();
    return { name, priority, access: 'Allow', direction: 'Inbound', protocol, sources, destinations, ports };
  });
  writeSecurityRules(
    world,
    group,
    [...foreign, ...managed, ...denyRule(world, services)].sort((a, b) => a.priority - b.priority),
  );
}
