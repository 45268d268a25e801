import { holdsFor } from '../../snapshot/label-selector.ts';
import type { PodTemplate, Toleration } from '../../snapshot/workload.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';

const HOST_LABEL = 'kubernetes.io/hostname';

/** Nodes that the scheduler cannot tell apart, but for their names. */
export interface NodeClass {
  readonly example: NodeFacts;
  readonly count: number;
}

const classesOfNodes = new WeakMap<readonly NodeFacts[], readonly NodeClass[]>();
const keyOfNode = new WeakMap<NodeFacts, string>();

/** Made once for each list of nodes; a node that did not change is not looked at again. */
export function nodeClasses(nodes: readonly NodeFacts[]): readonly NodeClass[] {
  const known = classesOfNodes.get(nodes);
  if (known) return known;
  const classes = new Map<string, { example: NodeFacts; count: number }>();
  for (const node of nodes) {
    const key = classKey(node);
    const same = classes.get(key);
    if (same) same.count++;
    else classes.set(key, { example: node, count: 1 });
  }
  const all = [...classes.values()];
  classesOfNodes.set(nodes, all);
  return all;
}

function classKey(node: NodeFacts): string {
  const known = keyOfNode.get(node);
  if (known !== undefined) return known;
  const labels = Object.entries(node.labels).filter(([label]) => label !== HOST_LABEL);
  const key = JSON.stringify([labels.toSorted(([a], [b]) => (a < b ? -1 : 1)), node.taints]);
  keyOfNode.set(node, key);
  return key;
}

/** The node selector or affinity asks for nodes by name, which classes do not know. */
export function asksByName({ nodeSelector, nodeTerms }: PodTemplate): boolean {
  return (
    nodeSelector[HOST_LABEL] !== undefined ||
    nodeTerms.some(
      ({ matchExpressions, matchFields }) =>
        matchFields.length > 0 || matchExpressions.some((expression) => expression.key === HOST_LABEL),
    )
  );
}

/** Node selector and required affinity let the pod onto the node. */
export function isWanted({ nodeSelector, nodeTerms }: PodTemplate, { labels }: NodeFacts): boolean {
  for (const key in nodeSelector) if (labels[key] !== nodeSelector[key]) return false;
  return (
    nodeTerms.length === 0 ||
    nodeTerms.some(
      ({ matchExpressions }) =>
        matchExpressions.length > 0 && matchExpressions.every((expression) => holdsFor(expression, labels)),
    )
  );
}

/** Every lasting taint of the node is tolerated. */
export function isTolerated({ tolerations }: PodTemplate, node: NodeFacts): boolean {
  return node.taints.every((taint) => tolerations.some((toleration) => tolerates(toleration, taint)));
}

function tolerates(toleration: Toleration, taint: NodeFacts['taints'][number]): boolean {
  if (toleration.effect !== null && toleration.effect !== taint.effect) return false;
  if (toleration.key === null) return toleration.operator === 'Exists';
  if (toleration.key !== taint.key) return false;
  return toleration.operator === 'Exists' || (toleration.value ?? '') === taint.value;
}

/**
 * Nodes that pods of the template may run on, cordoned and lost ones included: those come back. Null: it asks for nodes by
 * name. docs/model.md "Rollouts".
 */
export function eligibleNodes(template: PodTemplate, nodes: readonly NodeFacts[]): number | null {
  if (asksByName(template)) return null;
  return nodeClasses(nodes).reduce(
    (sum, { example, count }) => (isWanted(template, example) && isTolerated(template, example) ? sum + count : sum),
    0,
  );
}

const zonesOfNodes = new WeakMap<readonly NodeFacts[], number>();

/** Availability zones of the cluster; 0 without any. */
export function zoneCount(nodes: readonly NodeFacts[]): number {
  const known = zonesOfNodes.get(nodes);
  if (known !== undefined) return known;
  const zones = new Set<string>();
  for (const { zone } of nodes) if (zone !== null) zones.add(zone);
  zonesOfNodes.set(nodes, zones.size);
  return zones.size;
}
