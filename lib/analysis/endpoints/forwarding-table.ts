import type { TrafficPolicy } from '../../snapshot/service.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import type { ServiceEndpoint } from './service-endpoints.ts';

/**
 * Which endpoints each node sends a new connection to, as kube-proxy chooses them: by node, else by zone, else the
 * common set. Sets are endpoint indexes; each member is equally likely.
 */
export interface ForwardingTable {
  readonly byNode: ReadonlyMap<string, readonly number[]>;
  readonly byZone: ReadonlyMap<string, readonly number[]>;
  readonly other: readonly number[];
  /** Some endpoint is usable somewhere: a node without one drops; else every node rejects. */
  readonly anyUsable: boolean;
  /** Policy Local: every set holds endpoints of its own node only. */
  readonly staysOnNode: boolean;
}

const NONE: readonly number[] = [];
const NO_GROUPS: ReadonlyMap<string, readonly number[]> = new Map();

/** docs/model.md "Endpoint choice": terminating fallback, then topology hints (policy Cluster only). */
export function forwardingTable(endpoints: readonly ServiceEndpoint[], policy: TrafficPolicy): ForwardingTable {
  const ready = indexesInState(endpoints, 'ready');
  const fallback = indexesInState(endpoints, 'serving-terminating');
  const anyUsable = ready.length + fallback.length > 0;
  if (policy === 'Local') {
    const byNode = groupIndexes(fallback, (index) => nodeOf(endpoints, index));
    for (const [node, indexes] of groupIndexes(ready, (index) => nodeOf(endpoints, index))) byNode.set(node, indexes);
    return { byNode, byZone: NO_GROUPS, other: NONE, anyUsable, staysOnNode: true };
  }
  if (ready.length === 0) {
    return { byNode: NO_GROUPS, byZone: NO_GROUPS, other: fallback, anyUsable, staysOnNode: false };
  }
  return {
    byNode: hintGroups(endpoints, ready, (endpoint) => endpoint.hintNodes),
    byZone: hintGroups(endpoints, ready, (endpoint) => endpoint.hintZones),
    other: ready,
    anyUsable,
    staysOnNode: false,
  };
}

export function usableAt(table: ForwardingTable, node: NodeFacts): readonly number[] {
  return (
    table.byNode.get(node.name) ??
    (node.zoneLabel === null ? undefined : table.byZone.get(node.zoneLabel)) ??
    table.other
  );
}

function indexesInState(endpoints: readonly ServiceEndpoint[], state: ServiceEndpoint['state']): readonly number[] {
  const indexes: number[] = [];
  for (let index = 0; index < endpoints.length; index++) {
    if (endpoints[index]?.state === state) indexes.push(index);
  }
  return indexes;
}

function nodeOf(endpoints: readonly ServiceEndpoint[], index: number): string | null {
  return endpoints[index]?.nodeName ?? null;
}

function groupIndexes(indexes: readonly number[], keyOf: (index: number) => string | null): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const index of indexes) {
    const key = keyOf(index);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(index);
    else groups.set(key, [index]);
  }
  return groups;
}

/** Hints count only when every ready endpoint carries one. */
function hintGroups(
  endpoints: readonly ServiceEndpoint[],
  ready: readonly number[],
  hintsOf: (endpoint: ServiceEndpoint) => readonly string[],
): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const index of ready) {
    const endpoint = endpoints[index];
    const hints = endpoint === undefined ? [] : hintsOf(endpoint);
    if (hints.length === 0) return NO_GROUPS;
    for (const hint of hints) {
      const group = groups.get(hint);
      if (group) group.push(index);
      else groups.set(hint, [index]);
    }
  }
  return groups;
}
