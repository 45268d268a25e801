import type { NodeFacts } from '../cluster/node-facts.ts';
import { availabilityZone } from '../cluster/node-facts.ts';
import { type ForwardingTable, usableAt } from '../endpoints/forwarding-table.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';
import { lazily } from '../lazily.ts';
import type { Rotation } from './rotation.ts';

/** Nodes of a rotation that send to the same endpoints: one node that hosts some, or the rest of a zone. */
export interface TrafficClass {
  readonly node: NodeFacts | null;
  readonly zone: string | null;
  /** Share of new connections that enters through the class. */
  readonly weight: number;
  readonly usable: readonly number[];
}

/** Where new connections to a frontend go. Shares are between 0 and 1. */
export interface Traffic {
  readonly rotationSize: number;
  readonly classes: readonly TrafficClass[];
  /** By endpoint index; sums to 1 − lostShare. */
  readonly podShares: Float64Array;
  /** Share that is dropped, rejected or sent to a node that does not exist; 1 when nobody is in rotation. */
  readonly lostShare: number;
  readonly crossNodeShare: number;
  readonly crossZoneShare: number;
}

/** Which endpoints packets of a rule get to: any that kube-proxy chooses, those on the node they enter by, or none. */
export type Reach = 'all' | 'own-node' | 'none';

/**
 * docs/model.md "Traffic shares". `hinted`: the nodes that topology hints name. Classes and what crosses nodes and zones
 * are worked out when they are asked for: verdicts and most findings need shares only.
 */
export function trafficOf(
  rotation: Rotation,
  table: ForwardingTable,
  endpoints: readonly ServiceEndpoint[],
  hinted: readonly NodeFacts[],
  reach: Reach,
): Traffic {
  const rotationSize = rotation.size;
  if (rotationSize === 0 || reach === 'none') {
    const podShares = new Float64Array(endpoints.length);
    return { rotationSize, classes: [], podShares, lostShare: 1, crossNodeShare: 0, crossZoneShare: 0 };
  }
  const classes = lazily(() => trafficClasses(rotation, table, endpoints, hinted));
  if (reach === 'own-node') return ownNodeTraffic(rotationSize, classes(), endpoints);
  const crossings = lazily(() => (table.staysOnNode ? { node: 0, zone: 0 } : crossingsOf(classes(), endpoints)));
  return {
    rotationSize,
    ...sharesOf(rotationSize, sendersBySet(rotation, table, endpoints, hinted), endpoints),
    get classes() {
      return classes();
    },
    get crossNodeShare() {
      return crossings().node;
    },
    get crossZoneShare() {
      return crossings().zone;
    },
  };
}

function sharesOf(
  rotationSize: number,
  senders: ReadonlyMap<readonly number[], number>,
  endpoints: readonly ServiceEndpoint[],
): Pick<Traffic, 'podShares' | 'lostShare'> {
  const podShares = new Float64Array(endpoints.length);
  let lostShare = 0;
  for (const [usable, nodes] of senders) {
    const weight = nodes / rotationSize;
    if (usable.length === 0) {
      lostShare += weight;
      continue;
    }
    const each = weight / usable.length;
    for (const index of usable) {
      if (endpoints[index]?.gone) lostShare += each;
      else podShares[index] = (podShares[index] ?? 0) + each;
    }
  }
  return { podShares, lostShare };
}

const NOWHERE: readonly number[] = [];

/** How many nodes of the rotation send to each set of endpoints. Only nodes with a set of their own are looked at. */
function sendersBySet(
  rotation: Rotation,
  table: ForwardingTable,
  endpoints: readonly ServiceEndpoint[],
  hinted: readonly NodeFacts[],
): ReadonlyMap<readonly number[], number> {
  const senders = new Map<readonly number[], number>();
  const add = (usable: readonly number[], nodes: number): void => {
    if (nodes > 0) senders.set(usable, (senders.get(usable) ?? 0) + nodes);
  };
  const restByZone = new Map(rotation.countByZone);
  const leaveOut = (zone: string | null, nodes: number): unknown =>
    restByZone.set(zone, (restByZone.get(zone) ?? 0) - nodes);
  for (const node of table.staysOnNode ? hostsOf(table, endpoints) : hinted) {
    const own = table.byNode.get(node.name);
    if (own === undefined || !rotation.includes(node)) continue;
    leaveOut(node.zoneLabel, 1);
    add(own, 1);
  }
  const ghosts = ghostsIn(rotation);
  leaveOut(null, ghosts);
  add(NOWHERE, ghosts);
  for (const [zone, nodes] of restByZone) add(setOfZone(table, zone), nodes);
  return senders;
}

/** Nodes that host a usable endpoint, under `Local`. */
function hostsOf(table: ForwardingTable, endpoints: readonly ServiceEndpoint[]): readonly NodeFacts[] {
  const hosts: NodeFacts[] = [];
  for (const [index] of table.byNode.values()) {
    const node = index === undefined ? null : endpoints[index]?.node;
    if (node) hosts.push(node);
  }
  return hosts;
}

function ghostsIn({ pool, includes }: Rotation): number {
  return pool.ghosts.length === 0 ? 0 : pool.ghosts.filter(includes).length;
}

function setOfZone(table: ForwardingTable, zone: string | null): readonly number[] {
  return (zone === null ? undefined : table.byZone.get(zone)) ?? table.other;
}

/** What kube-proxy sends to another node is lost on the way. */
function ownNodeTraffic(
  rotationSize: number,
  classes: readonly TrafficClass[],
  endpoints: readonly ServiceEndpoint[],
): Traffic {
  const podShares = new Float64Array(endpoints.length);
  for (const { node, weight, usable } of classes) {
    for (const index of usable) {
      const endpoint = endpoints[index];
      if (node === null || endpoint?.node !== node || endpoint.gone) continue;
      podShares[index] = (podShares[index] ?? 0) + weight / usable.length;
    }
  }
  const lostShare = 1 - podShares.reduce((sum, share) => sum + share, 0);
  return { rotationSize, classes, podShares, lostShare, crossNodeShare: 0, crossZoneShare: 0 };
}

interface Crossings {
  readonly node: number;
  readonly zone: number;
}

/** What enters through one node or zone and ends in another. */
function crossingsOf(classes: readonly TrafficClass[], endpoints: readonly ServiceEndpoint[]): Crossings {
  const crossings = { node: 0, zone: 0 };
  for (const [usable, group] of groupByUsable(classes)) {
    if (usable.length === 0) continue;
    const places = placesOf(usable, endpoints);
    for (const entry of group) {
      const local = entry.node === null ? 0 : (places.byNode.get(entry.node) ?? 0);
      crossings.node += entry.weight * (1 - local / usable.length);
      const inZone = places.byZone.get(entry.zone) ?? 0;
      if (entry.zone !== null) crossings.zone += entry.weight * ((places.inAnyZone - inZone) / usable.length);
    }
  }
  return crossings;
}

const NOBODY: ReadonlySet<number> = new Set();

/** Indexes of the endpoints whose node does not exist. */
export function goneEndpoints(endpoints: readonly ServiceEndpoint[]): ReadonlySet<number> {
  let gone: Set<number> | null = null;
  for (let index = 0; index < endpoints.length; index++) {
    if (!endpoints[index]?.gone) continue;
    gone ??= new Set();
    gone.add(index);
  }
  return gone ?? NOBODY;
}

/** Classes that send to the very same set are counted together. */
export function groupByUsable(
  classes: readonly TrafficClass[],
): ReadonlyMap<readonly number[], readonly TrafficClass[]> {
  const groups = new Map<readonly number[], TrafficClass[]>();
  for (const entry of classes) {
    const group = groups.get(entry.usable);
    if (group) group.push(entry);
    else groups.set(entry.usable, [entry]);
  }
  return groups;
}

interface Places {
  readonly byNode: ReadonlyMap<NodeFacts, number>;
  readonly byZone: ReadonlyMap<string | null, number>;
  readonly inAnyZone: number;
}

/** Where the endpoints of a set are. A node's own zone is believed before the one written in the slice. */
function placesOf(usable: readonly number[], endpoints: readonly ServiceEndpoint[]): Places {
  const byNode = new Map<NodeFacts, number>();
  const byZone = new Map<string | null, number>();
  let inAnyZone = 0;
  for (const index of usable) {
    const endpoint = endpoints[index];
    if (endpoint === undefined) continue;
    const { node } = endpoint;
    if (node !== null) byNode.set(node, (byNode.get(node) ?? 0) + 1);
    const zone = node ? node.zone : availabilityZone(endpoint.zone);
    if (zone === null) continue;
    inAnyZone++;
    byZone.set(zone, (byZone.get(zone) ?? 0) + 1);
  }
  return { byNode, byZone, inAnyZone };
}

function trafficClasses(
  rotation: Rotation,
  table: ForwardingTable,
  endpoints: readonly ServiceEndpoint[],
  hinted: readonly NodeFacts[],
): readonly TrafficClass[] {
  const weightOfOne = 1 / rotation.size;
  const restByZone = new Map(rotation.countByZone);
  const classes: TrafficClass[] = [];
  for (const node of singledOutNodes(table, endpoints, hinted)) {
    if (!rotation.includes(node)) continue;
    restByZone.set(node.zoneLabel, (restByZone.get(node.zoneLabel) ?? 0) - 1);
    classes.push({ node, zone: node.zone, weight: weightOfOne, usable: usableAt(table, node) });
  }
  const ghosts = ghostsIn(rotation);
  if (ghosts > 0) {
    restByZone.set(null, (restByZone.get(null) ?? 0) - ghosts);
    classes.push({ node: null, zone: null, weight: ghosts * weightOfOne, usable: [] });
  }
  for (const [zoneLabel, count] of restByZone) {
    if (count <= 0) continue;
    const usable = setOfZone(table, zoneLabel);
    classes.push({ node: null, zone: availabilityZone(zoneLabel), weight: count * weightOfOne, usable });
  }
  return classes;
}

/** Nodes that host an endpoint or have a set of their own. */
function singledOutNodes(
  table: ForwardingTable,
  endpoints: readonly ServiceEndpoint[],
  hinted: readonly NodeFacts[],
): ReadonlySet<NodeFacts> {
  const nodes = new Set<NodeFacts>();
  for (const { node } of endpoints) if (node !== null) nodes.add(node);
  for (const node of hinted) if (table.byNode.has(node.name)) nodes.add(node);
  return nodes;
}
