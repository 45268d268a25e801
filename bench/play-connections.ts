import { seededRandom } from './cluster/seeded-random.ts';
import { answersHealthCheck, answersProxyHealth, type Choice, type PacketFate, packetFate } from './play/kube-proxy.ts';
import type { ArmLoadBalancer, ArmProbe, ArmRule } from './wire/arm-objects.ts';
import type { WireEndpointSlice, WireNode, WireService, WireServicePort } from './wire/kubernetes-objects.ts';

/** A cluster as the API server and ARM print it. */
export interface RawWorld {
  readonly nodes: readonly WireNode[];
  readonly services: readonly WireService[];
  readonly endpointSlices: readonly WireEndpointSlice[];
  readonly loadBalancers: readonly ArmLoadBalancer[];
}

export interface PlayedNode {
  readonly inPool: boolean;
  readonly probe: 'up' | 'down' | 'unprobed';
  readonly forwards: PacketFate['verdict'];
}

/** Where one connection went. */
export interface PlayedConnection {
  /** A node name, or the id of a machine that is no Node. Null: nobody was in rotation. */
  readonly entry: string | null;
  /** The endpoint that the node chose. Null: it dropped or rejected. */
  readonly chosen: Choice | null;
  /** Address of the endpoint that answered. Null: nobody did. */
  readonly landed: string | null;
}

export interface PlayedConnections {
  readonly nodes: ReadonlyMap<string, PlayedNode>;
  readonly connections: readonly PlayedConnection[];
}

export interface PlayOptions {
  readonly count: number;
  readonly seed: number;
  /** A node that the load balancer has taken out of rotation. */
  readonly without?: string;
}

/** One backend: its Node, or null when the machine has none. */
interface Member {
  readonly id: string;
  readonly node: WireNode | null;
}

/**
 * Plays connections from outside one by one: the load balancer hashes each to a backend that is up, that
 * node's kube-proxy picks an endpoint. The independent check of the computed shares.
 */
export function playConnections(
  world: RawWorld,
  service: WireService,
  port: WireServicePort,
  options: PlayOptions,
): PlayedConnections {
  const placed = findRule(world, service, port);
  const members = placed === null ? [] : poolMembers(world, placed);
  const probe = placed === null ? null : probeOf(placed);
  const answers = new Map(members.map((member) => [member.id, probeAnswer(world, probe, member.node)]));
  const fates = new Map(
    world.nodes.map((node) => [node.metadata.name, packetFate(service, port, world.endpointSlices, node)]),
  );
  const rotation = members.filter((member) => answers.get(member.id) !== 'down' && member.id !== options.without);
  const nodes = new Map<string, PlayedNode>();
  for (const node of world.nodes) {
    const name = node.metadata.name;
    nodes.set(name, {
      inPool: answers.has(name),
      probe: probeAnswer(world, probe, node),
      forwards: fates.get(name)?.verdict ?? 'reject',
    });
  }
  return { nodes, connections: play(world, rotation, fates, options) };
}

function play(
  world: RawWorld,
  rotation: readonly Member[],
  fates: ReadonlyMap<string, PacketFate>,
  { count, seed }: PlayOptions,
): readonly PlayedConnection[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const member = rotation[random.below(rotation.length)];
    if (member === undefined) return { entry: null, chosen: null, landed: null };
    const choices = member.node === null ? [] : (fates.get(member.node.metadata.name)?.choices ?? []);
    const chosen = choices[random.below(choices.length)] ?? null;
    return { entry: member.id, chosen, landed: chosen !== null && isAlive(world, chosen) ? chosen.address : null };
  });
}

/** Endpoints of a deleted node stay in their slice for a while; nobody answers there. */
function isAlive(world: RawWorld, { node }: Choice): boolean {
  return node === null || world.nodes.some((each) => each.metadata.name === node);
}

interface PlacedRule {
  readonly loadBalancer: ArmLoadBalancer;
  readonly rule: ArmRule;
}

function findRule(world: RawWorld, service: WireService, port: WireServicePort): PlacedRule | null {
  const base = `a${service.metadata.uid.replaceAll('-', '')}`.slice(0, 32);
  for (const loadBalancer of world.loadBalancers) {
    for (const rule of loadBalancer.properties.loadBalancingRules) {
      if (rule.name === `${base}-${port.protocol}-${port.port}`) return { loadBalancer, rule };
    }
  }
  return null;
}

function probeOf({ loadBalancer, rule }: PlacedRule): ArmProbe | null {
  const wanted = rule.properties.probe?.id.toLowerCase();
  return loadBalancer.properties.probes.find((probe) => probe.id.toLowerCase() === wanted) ?? null;
}

function poolMembers(world: RawWorld, { loadBalancer, rule }: PlacedRule): readonly Member[] {
  const wanted = rule.properties.backendAddressPool.id.toLowerCase();
  const pool = loadBalancer.properties.backendAddressPools.find((each) => each.id.toLowerCase() === wanted);
  const nodesByMachine = new Map(world.nodes.map((node) => [machineOf(node.spec.providerID), node]));
  return (pool?.properties.backendIPConfigurations ?? []).map(({ id }) => {
    const node = nodesByMachine.get(machineOf(id)) ?? null;
    return { id: node?.metadata.name ?? id, node };
  });
}

/** `<scale set>/<instance>`, the part that a providerID and an ipConfiguration id share. */
function machineOf(id: string): string {
  const parts = id.toLowerCase().split('/');
  const at = parts.indexOf('virtualmachinescalesets');
  return `${parts[at + 1]}/${parts[at + 3]}`;
}

/** What the port that the probe asks says on this machine; a machine without a Node is gone. */
function probeAnswer(world: RawWorld, probe: ArmProbe | null, node: WireNode | null): PlayedNode['probe'] {
  if (probe === null) return 'unprobed';
  if (node === null) return 'down';
  const { port, protocol } = probe.properties;
  if (port === 10_256) return answersProxyHealth(node) ? 'up' : 'down';
  for (const service of world.services) {
    if (protocol === 'Http' && service.spec.healthCheckNodePort === port) {
      return answersHealthCheck(service, world.endpointSlices, node) ? 'up' : 'down';
    }
    const asked = service.spec.ports.find((each) => each.nodePort === port && each.protocol === 'TCP');
    if (asked) return answersNodePort(world, service, asked, node) ? 'up' : 'down';
  }
  return 'down';
}

/** A connect to a node port is load-balanced: it can succeed while one of the endpoints it may meet is alive. */
function answersNodePort(world: RawWorld, service: WireService, port: WireServicePort, node: WireNode): boolean {
  return packetFate(service, port, world.endpointSlices, node).choices.some((choice) => isAlive(world, choice));
}
