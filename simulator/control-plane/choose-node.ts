import { fractionOf } from '../kernel/seeded-random.ts';
import type { World } from '../kernel/world.ts';
import type { Node } from '../objects/node.ts';
import type { Pod } from '../objects/pod.ts';
import { countPlacement, hasUntoleratedTaint, matchesNodeAffinity, type PlacementCounts } from './schedule-filters.ts';

export type Placement = { readonly ok: true; readonly node: string } | { readonly ok: false; readonly message: string };

const countAt = (counts: ReadonlyMap<string, number>, node: Node, key: string): number =>
  counts.get(node.metadata.labels?.[key] ?? '') ?? 0;

/** Why a node cannot take a pod, in the words of the scheduler; null when it can. */
function objection(node: Node, pod: Pod, counts: PlacementCounts): string | null {
  if (node.spec.unschedulable === true) return 'were unschedulable';
  if (hasUntoleratedTaint(node, pod)) return 'had untolerated taint(s)';
  if (!matchesNodeAffinity(node, pod)) return "didn't match Pod's node affinity/selector";
  for (const rule of counts.spread)
    if (rule.hard && countAt(rule.counts, node, rule.key) + 1 - rule.minimum > rule.maxSkew)
      return "didn't match pod topology spread constraints";
  for (const rule of counts.apart)
    if (rule.hard && countAt(rule.counts, node, rule.key) > 0) return "didn't match pod anti-affinity rules";
  return null;
}

/** Lower is better: neighbours first, then how full the node is, then a number of its own so that ties do not pile up. */
function cost(world: World, node: Node, pod: Pod, counts: PlacementCounts): number {
  let neighbours = 0;
  for (const rule of [...counts.spread, ...counts.apart]) neighbours += countAt(rule.counts, node, rule.key);
  const held = world.store.indexed('pods', 'node', node.metadata.name);
  const sameOwner = pod.metadata.ownerReferences?.[0]?.uid;
  const own =
    sameOwner === undefined ? 0 : held.filter((one) => one.metadata.ownerReferences?.[0]?.uid === sameOwner).length;
  const tie = fractionOf(`${world.seed}/${pod.metadata.uid}/${node.metadata.name}`);
  return neighbours * 100 + own * 20 + held.length + tie;
}

/** A big cluster is looked at in part, as the real scheduler does; the start moves so that every node gets its turn. */
const FEASIBLE_WANTED = 100;

export function chooseNode(world: World, pod: Pod): Placement {
  const nodes = world.store.list('nodes');
  const counts = countPlacement(world, pod, nodes);
  const objections = new Map<string, number>();
  const start = nodes.length === 0 ? 0 : Math.floor(fractionOf(`${world.seed}/${pod.metadata.uid}`) * nodes.length);
  let best: { readonly node: string; readonly cost: number } | null = null;
  let feasible = 0;
  for (let step = 0; step < nodes.length && feasible < FEASIBLE_WANTED; step++) {
    const node = nodes[(start + step) % nodes.length];
    if (node === undefined) continue;
    const why = objection(node, pod, counts);
    if (why !== null) {
      objections.set(why, (objections.get(why) ?? 0) + 1);
      continue;
    }
    feasible++;
    const price = cost(world, node, pod, counts);
    if (best === null || price < best.cost) best = { node: node.metadata.name, cost: price };
  }
  if (best !== null) return { ok: true, node: best.node };
  const reasons = [...objections].map(([why, count]) => `${count} node(s) ${why}`).sort();
  return { ok: false, message: `0/${nodes.length} nodes are available: ${reasons.join(', ')}.` };
}
