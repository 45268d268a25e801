import type { NodeFacts } from './node-facts.ts';

export interface NodeCounts {
  readonly size: number;
  readonly spotCount: number;
  /** By zone label. */
  readonly countByZone: ReadonlyMap<string | null, number>;
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
