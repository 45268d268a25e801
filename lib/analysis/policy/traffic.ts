import type { NodeFacts } from '../cluster/node-facts.ts';
import { availabilityZone } from '../cluster/node-facts.ts';
import { type ForwardingTable, usableAt } from '../endpoints/forwarding-table.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';
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

/** docs/model.md "Traffic shares". */
export function trafficOf(
  rotation: Rotation,
  table: ForwardingTable,
  endpoints: readonly ServiceEndpoint[],
  nodesByName: ReadonlyMap<string, NodeFacts>,
  reach: Reach,
): Traffic {
  const podShares = new Float64Array(endpoints.length);
  if (rotation.size === 0 || reach === 'none') {
    return { rotationSize: rotation.size, classes: [], podShares, lostShare: 1, crossNodeShare: 0, crossZoneShare: 0 };
  }
  const classes = trafficClasses(rotation, table, endpoints, nodesByName);
  if (reach === 'own-node') return ownNodeTraffic(rotation.size, classes, endpoints);
  const crossings = table.staysOnNode ? null : { node: 0, zone: 0 };
  let lostShare = 0;
  for (const [usable, group] of groupByUsable(classes)) {
    const weight = group.reduce((sum, entry) => sum + entry.weight, 0);
    if (usable.length === 0) {
      lostShare += weight;
      continue;
    }
    const each = weight / usable.length;
    for (const index of usable) {
      if (endpoints[index]?.gone) lostShare += each;
      else podShares[index] = (podShares[index] ?? 0) + each;
    }
    if (crossings !== null) addCrossings(crossings, group, usable, endpoints);
  }
  return {
    rotationSize: rotation.size,
    classes,
    podShares,
    lostShare,
    crossNodeShare: crossings?.node ?? 0,
    crossZoneShare: crossings?.zone ?? 0,
  };
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

/** Adds what enters through one node or zone and ends in another. */
function addCrossings(
  crossings: { node: number; zone: number },
  group: readonly TrafficClass[],
  usable: readonly number[],
  endpoints: readonly ServiceEndpoint[],
): void {
  const places = placesOf(usable, endpoints);
  for (const entry of group) {
    const local = entry.node === null ? 0 : (places.byNode.get(entry.node) ?? 0);
    crossings.node += entry.weight * (1 - local / usable.length);
    const inZone = places.byZone.get(entry.zone) ?? 0;
    if (entry.zone !== null) crossings.zone += entry.weight * ((places.inAnyZone - inZone) / usable.length);
  }
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
  nodesByName: ReadonlyMap<string, NodeFacts>,
): readonly TrafficClass[] {
  const weightOfOne = 1 / rotation.size;
  const restByZone = new Map(rotation.countByZone);
  const classes: TrafficClass[] = [];
  for (const node of singledOutNodes(table, endpoints, nodesByName)) {
    if (!rotation.includes(node)) continue;
    restByZone.set(node.zoneLabel, (restByZone.get(node.zoneLabel) ?? 0) - 1);
    classes.push({ node, zone: node.zone, weight: weightOfOne, usable: usableAt(table, node) });
  }
  const ghosts = rotation.pool.ghosts.length === 0 ? 0 : rotation.pool.ghosts.filter(rotation.includes).length;
  if (ghosts > 0) {
    restByZone.set(null, (restByZone.get(null) ?? 0) - ghosts);
    classes.push({ node: null, zone: null, weight: ghosts * weightOfOne, usable: [] });
  }
  for (const [zoneLabel, count] of restByZone) {
    if (count <= 0) continue;
    const usable = (zoneLabel === null ? undefined : table.byZone.get(zoneLabel)) ?? table.other;
    classes.push({ node: null, zone: availabilityZone(zoneLabel), weight: count * weightOfOne, usable });
  }
  return classes;
}

/** Nodes that host an endpoint or have a set of their own. */
function singledOutNodes(
  table: ForwardingTable,
  endpoints: readonly ServiceEndpoint[],
  nodesByName: ReadonlyMap<string, NodeFacts>,
): ReadonlySet<NodeFacts> {
  const nodes = new Set<NodeFacts>();
  for (const { node } of endpoints) if (node !== null) nodes.add(node);
  if (table.staysOnNode) return nodes;
  for (const name of table.byNode.keys()) {
    const node = nodesByName.get(name);
    if (node) nodes.add(node);
  }
  return nodes;
}
