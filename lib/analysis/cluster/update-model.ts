import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { SnapshotChange } from '../../snapshot/snapshot-delta.ts';
import { type ClusterModel, readNodes } from './cluster-model.ts';
import { byNodeName, isNoteworthy, type NodeFacts } from './node-facts.ts';
import { podLookup } from './pod-lookup.ts';
import { sameNode, samePlace } from './same-node.ts';

/** A model brought up to date, and which nodes are not what they were. */
export interface UpdatedModel {
  readonly model: ClusterModel;
  readonly changedNodes: ReadonlyMap<string, NodeFacts>;
}

/**
 * Follows changes of nodes, heartbeats and slices without building the index anew. Null: the changes reach further
 * (a node came, went or moved), and the caller has to start over.
 */
export function updateModel(
  previous: ClusterModel,
  snapshot: Snapshot,
  changes: readonly SnapshotChange[],
): UpdatedModel | null {
  const base = { ...previous, snapshot, podAt: podsOf(previous, snapshot) };
  const nodes = changedNodesOf(previous, snapshot, changes);
  if (nodes === null) return null;
  return nodes.size === 0
    ? { model: base, changedNodes: nodes }
    : { model: withNodes(base, nodes), changedNodes: nodes };
}

/** Null: a node came, went or moved. */
function changedNodesOf(
  previous: ClusterModel,
  snapshot: Snapshot,
  changes: readonly SnapshotChange[],
): ReadonlyMap<string, NodeFacts> | null {
  const named = new Set<string>();
  let everyone = false;
  for (const { kind, key } of changes) {
    if (kind === 'nodes' && key !== '*') named.add(key);
    else if (kind === 'nodes' || kind === 'leases' || kind === 'events') everyone = true;
  }
  if (!everyone && named.size === 0) return new Map();
  if ((snapshot.kubernetes.nodes?.length ?? 0) !== previous.nodes.length) return null;
  const read = readNodes(snapshot, previous.settings, everyone ? null : named);
  if (!everyone && read.length !== named.size) return null;
  const changed = new Map<string, NodeFacts>();
  for (const node of read) {
    const before = previous.nodesByName.get(node.name);
    if (!before || !samePlace(before, node)) return null;
    if (!sameNode(before, node)) changed.set(node.name, node);
  }
  return changed;
}

function podsOf(previous: ClusterModel, snapshot: Snapshot): ClusterModel['podAt'] {
  return previous.snapshot.kubernetes.pods === snapshot.kubernetes.pods
    ? previous.podAt
    : podLookup(snapshot.kubernetes.pods);
}

/** Nodes keep their place, so pools and indexes by machine and address stay. */
function withNodes(base: ClusterModel, changed: ReadonlyMap<string, NodeFacts>): ClusterModel {
  const nodesByName = new Map(base.nodesByName);
  for (const [name, node] of changed) nodesByName.set(name, node);
  const others = base.noteworthy.filter((node) => !changed.has(node.name));
  return {
    ...base,
    nodes: base.nodes.map((node) => changed.get(node.name) ?? node),
    nodesByName,
    noteworthy: [...others, ...[...changed.values()].filter(isNoteworthy)].sort(byNodeName),
  };
}
