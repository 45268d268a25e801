import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { SnapshotChange } from '../../snapshot/snapshot-delta.ts';
import { type ClusterModel, readNodes } from './cluster-model.ts';
import { countNodes } from './node-counts.ts';
import type { NodeFacts } from './node-facts.ts';
import type { OwnedRule } from './owned-rule.ts';
import { podLookup } from './pod-lookup.ts';
import { isNoteworthy, type PoolModel } from './pool-model.ts';
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

function withNodes(base: ClusterModel, changed: ReadonlyMap<string, NodeFacts>): ClusterModel {
  const pools = new Map<string, PoolModel>();
  const renewed = new Map<PoolModel, PoolModel>();
  for (const [id, pool] of base.pools) {
    const next = renewPool(pool, changed);
    renewed.set(pool, next);
    pools.set(id, next);
  }
  const rulesByBase = new Map<string, readonly OwnedRule[]>();
  for (const [key, rules] of base.rulesByBase) {
    rulesByBase.set(
      key,
      rules.map((owned) => ({ ...owned, pools: owned.pools.map((pool) => renewed.get(pool) ?? pool) })),
    );
  }
  return {
    ...base,
    nodes: base.nodes.map((node) => changed.get(node.name) ?? node),
    nodesByName: renewMap(base.nodesByName, changed, (node) => [node.name]),
    lookup: {
      ...base.lookup,
      byMachine: renewMap(base.lookup.byMachine, changed, (node) =>
        node.machineKey === null ? [] : [node.machineKey],
      ),
      byIp: renewMap(base.lookup.byIp, changed, (node) => node.ips),
    },
    pools,
    expectedPool: renewPool(base.expectedPool, changed),
    rulesByBase,
  };
}

function renewMap(
  map: ReadonlyMap<string, NodeFacts>,
  changed: ReadonlyMap<string, NodeFacts>,
  keysOf: (node: NodeFacts) => readonly string[],
): ReadonlyMap<string, NodeFacts> {
  const copy = new Map(map);
  for (const node of changed.values()) for (const key of keysOf(node)) copy.set(key, node);
  return copy;
}

/** Zones and priorities are the same, so only who is noteworthy or eligible has to be counted again. */
function renewPool(pool: PoolModel, changed: ReadonlyMap<string, NodeFacts>): PoolModel {
  const inside = [...changed.values()].filter((node) => pool.byName.has(node.name));
  if (inside.length === 0) return pool;
  const members = pool.members.map((node) => changed.get(node.name) ?? node);
  const byName = new Map(pool.byName);
  for (const node of inside) byName.set(node.name, node);
  const sameEligible = inside.every((node) => node.kubeProxyEligible === pool.byName.get(node.name)?.kubeProxyEligible);
  return {
    ...pool,
    members,
    byName,
    eligibleCounts: sameEligible ? pool.eligibleCounts : countNodes(members.filter((node) => node.kubeProxyEligible)),
    noteworthy: members.filter(isNoteworthy),
  };
}
