import type { NodeFacts } from './node-facts.ts';

export interface NodeCounts {
  readonly size: number;
  readonly spotCount: number;
  /** By zone label. */
  readonly countByZone: ReadonlyMap<string | null, number>;
}

/** The counts without some of the counted nodes. */
export function countsWithout(counts: NodeCounts, nodes: readonly NodeFacts[]): NodeCounts {
  if (nodes.length === 0) return counts;
  const countByZone = new Map(counts.countByZone);
  let spotCount = counts.spotCount;
  for (const node of nodes) {
    if (node.spot) spotCount--;
    countByZone.set(node.zoneLabel, (countByZone.get(node.zoneLabel) ?? 0) - 1);
  }
  return { size: counts.size - nodes.length, spotCount, countByZone };
}

/** Nodes, spot nodes and nodes per zone label. */
export function countNodes(nodes: Iterable<NodeFacts>): NodeCounts {
  const countByZone = new Map<string | null, number>();
  let size = 0;
  let spotCount = 0;
  for (const node of nodes) {
    size++;
    if (node.spot) spotCount++;
    countByZone.set(node.zoneLabel, (countByZone.get(node.zoneLabel) ?? 0) + 1);
  }
  return { size, spotCount, countByZone };
}
