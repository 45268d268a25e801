import { randomUuid } from '../kernel/random-names.ts';
import type { World } from '../kernel/world.ts';
import { sameJson } from '../objects/same-json.ts';
import type { BackendPool, Frontend, LoadBalancer, Probe, PublicIp, Rule } from './cloud.ts';
import { CLUSTER_NAME, OUTBOUND_POOL } from './names.ts';
import { reprobeLoadBalancer } from './reprobe.ts';

/** The parts of a load balancer that one write replaces. */
export interface LoadBalancerParts {
  readonly frontends?: readonly Frontend[];
  readonly pools?: readonly BackendPool[];
  readonly rules?: readonly Rule[];
  readonly probes?: readonly Probe[];
}

/** The new part, or the old one itself when they are equal, so that "unchanged" can be seen at a glance later. */
const settled = <T>(before: T, after: T | undefined): T =>
  after === undefined || sameJson(before, after) ? before : after;

/** Writes to a load balancer; a write that changes nothing is not made, so the etag stays. */
export function writeLoadBalancer(world: World, lb: LoadBalancer, parts: LoadBalancerParts): void {
  const before = { ...lb };
  const frontends = settled(lb.frontends, parts.frontends);
  const pools = settled(lb.pools, parts.pools);
  const rules = settled(lb.rules, parts.rules);
  const probes = settled(lb.probes, parts.probes);
  if (frontends === lb.frontends && pools === lb.pools && rules === lb.rules && probes === lb.probes) return;
  Object.assign(lb, { frontends, pools, rules, probes });
  lb.version = ++world.cloud.versions;
  reprobeLoadBalancer(world, lb, before);
}

export function loadBalancerNamed(world: World, name: string, internal: boolean): LoadBalancer {
  const known = world.cloud.loadBalancers.get(name);
  if (known !== undefined) return known;
  const made: LoadBalancer = {
    name,
    internal,
    guid: randomUuid(world.random),
    version: ++world.cloud.versions,
    provisioningState: 'Succeeded',
    frontends: [],
    pools: [],
    rules: [],
    probes: [],
    outbound: null,
  };
  world.cloud.loadBalancers.set(name, made);
  return made;
}

export function addPublicIp(world: World, ip: Omit<PublicIp, 'guid' | 'version' | 'zones' | 'dnsLabel'>): PublicIp {
  const zones = ['1', '2', '3'];
  const made = { ...ip, dnsLabel: null, guid: randomUuid(world.random), version: ++world.cloud.versions, zones };
  world.cloud.publicIps.set(ip.name, made);
  return made;
}

export const nextPublicAddress = (world: World, family: 'IPv4' | 'IPv6'): string => {
  const number = ++world.cloud.publicAddresses;
  return family === 'IPv6' ? `2603:1020:201:10::${number.toString(16)}` : `20.73.${number >> 8}.${number & 255}`;
};

/** What AKS itself makes with the cluster: the public load balancer with its outbound frontend, and the network security group. */
export function createClusterNetwork(world: World): void {
  const { settings } = world;
  const tags = { 'aks-managed-cluster-name': settings.cluster, 'aks-managed-cluster-rg': settings.resourceGroup };
  world.cloud.securityGroups.set('aks-agentpool-12345678-nsg', {
    name: 'aks-agentpool-12345678-nsg',
    guid: randomUuid(world.random),
    version: ++world.cloud.versions,
    rules: [],
  });
  if (!settings.disableOutboundSnat) return;
  const outboundIp = randomUuid(world.random);
  addPublicIp(world, {
    name: outboundIp,
    address: nextPublicAddress(world, 'IPv4'),
    family: 'IPv4',
    tags: { ...tags, 'aks-managed-type': 'aks-slb-managed-outbound-ip' },
  });
  const lb = loadBalancerNamed(world, settings.loadBalancers[0]?.name ?? CLUSTER_NAME, false);
  lb.frontends = [
    { name: outboundIp, publicIp: outboundIp, privateIp: null, isPinned: false, family: 'IPv4', subnet: null },
  ];
  lb.pools = [{ name: OUTBOUND_POOL, kind: 'nic', members: [] }];
  lb.outbound = { frontend: outboundIp, pool: OUTBOUND_POOL };
}
