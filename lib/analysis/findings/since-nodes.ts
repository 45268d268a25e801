import type { Finding } from '../../report/finding.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { lostSince } from '../service/settled-observations.ts';

/**
 * When the first of the nodes that a finding names was lost, in milliseconds. Null: one of them does not tell, so it
 * may have been the first. docs/model.md "Since when".
 */
export function firstLostSince(finding: Finding, model: ClusterModel): number | null {
  return firstOf(finding, model, (node) => lostSince(node) || null);
}

/** The same of nodes that are leaving, lost, or whose kubelet reports NotReady. */
export function firstLeavingSince(finding: Finding, model: ClusterModel): number | null {
  return firstOf(finding, model, leavingSince);
}

function leavingSince(node: NodeFacts): number | null {
  const moments: (string | null)[] = [];
  if (node.departure !== null) moments.push(node.departure.since);
  if (node.departure === null && !node.lost && node.ready === 'False') moments.push(node.readyChangedAt);
  const known = moments.map((at) => (at === null ? null : Date.parse(at)));
  if (node.lost) known.push(lostSince(node) || null);
  return earliest(known);
}

function firstOf(
  { objects }: Finding,
  { nodesByName }: ClusterModel,
  since: (node: NodeFacts) => number | null,
): number | null {
  const nodes = objects.filter(({ kind }) => kind === 'Node').map(({ name }) => nodesByName.get(name));
  return earliest(nodes.map((node) => (node === undefined ? null : since(node))));
}

/** Null without any, and when one is not known. */
function earliest(moments: readonly (number | null)[]): number | null {
  if (moments.length === 0 || moments.includes(null)) return null;
  return Math.min(...moments.filter((at) => at !== null));
}
