import type { ProxyEndpoint } from './service-rules.ts';

export interface NodePlace {
  readonly node: string;
  /** The zone label of the node as it is: without availability zones it is the number of a fault domain, and hints carry that too. */
  readonly zone: string;
}

export interface Usable {
  /** What a packet on this node can be sent to. */
  readonly endpoints: readonly ProxyEndpoint[];
  /** Whether the Service has a usable endpoint anywhere: the difference between a drop and a refusal. */
  readonly anywhere: boolean;
}

interface Sorted {
  readonly ready: readonly ProxyEndpoint[];
  readonly fallback: readonly ProxyEndpoint[];
  readonly readyByNode: ReadonlyMap<string, readonly ProxyEndpoint[]>;
  readonly fallbackByNode: ReadonlyMap<string, readonly ProxyEndpoint[]>;
  /** null unless every ready endpoint carries such a hint. */
  readonly byZoneHint: ReadonlyMap<string, readonly ProxyEndpoint[]> | null;
  readonly byNodeHint: ReadonlyMap<string, readonly ProxyEndpoint[]> | null;
}

function groupBy(endpoints: readonly ProxyEndpoint[], keys: (endpoint: ProxyEndpoint) => readonly string[]) {
  const groups = new Map<string, ProxyEndpoint[]>();
  for (const endpoint of endpoints)
    for (const key of keys(endpoint)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [endpoint]);
      else group.push(endpoint);
    }
  return groups;
}

const byNode = (endpoints: readonly ProxyEndpoint[]) =>
  groupBy(endpoints, (endpoint) => (endpoint.node === null ? [] : [endpoint.node]));

function sort(endpoints: readonly ProxyEndpoint[]): Sorted {
  const ready = endpoints.filter((endpoint) => endpoint.ready);
  const fallback = endpoints.filter((endpoint) => endpoint.serving && endpoint.terminating);
  const hinted = (hints: (endpoint: ProxyEndpoint) => readonly string[]) =>
    ready.length > 0 && ready.every((endpoint) => hints(endpoint).length > 0) ? groupBy(ready, hints) : null;
  return {
    ready,
    fallback,
    readyByNode: byNode(ready),
    fallbackByNode: byNode(fallback),
    byZoneHint: hinted((endpoint) => endpoint.zoneHints),
    byNodeHint: hinted((endpoint) => endpoint.nodeHints),
  };
}

/** Endpoint lists are never changed in place, so each is sorted once. */
const sortedLists = new WeakMap<readonly ProxyEndpoint[], Sorted>();

function sorted(endpoints: readonly ProxyEndpoint[]): Sorted {
  const known = sortedLists.get(endpoints);
  if (known !== undefined) return known;
  const made = sort(endpoints);
  sortedLists.set(endpoints, made);
  return made;
}

const NONE: readonly ProxyEndpoint[] = [];

function clusterEndpoints(all: Sorted, place: NodePlace): readonly ProxyEndpoint[] {
  if (all.ready.length === 0) return all.fallback;
  return all.byNodeHint?.get(place.node) ?? all.byZoneHint?.get(place.zone) ?? all.ready;
}

/**
 * Which endpoints kube-proxy on a node uses for a packet from outside. Ready ones come first; terminating ones that still
 * serve are the fallback: under Cluster when none is ready anywhere, under Local when none is ready on this node.
 */
export function usableEndpoints(
  endpoints: readonly ProxyEndpoint[],
  policy: 'Cluster' | 'Local',
  place: NodePlace,
): Usable {
  const all = sorted(endpoints);
  const anywhere = all.ready.length > 0 || all.fallback.length > 0;
  if (policy === 'Cluster') return { endpoints: clusterEndpoints(all, place), anywhere };
  return { endpoints: all.readyByNode.get(place.node) ?? all.fallbackByNode.get(place.node) ?? NONE, anywhere };
}
