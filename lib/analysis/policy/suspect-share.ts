import type { NodeFacts } from '../cluster/node-facts.ts';
import { type ForwardingTable, usableAt } from '../endpoints/forwarding-table.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';
import type { Rotation } from './rotation.ts';
import { groupByUsable, type Traffic } from './traffic.ts';

/**
 * Share of new connections that is lost too if the machines of silent nodes are dead: it enters through such a node, or
 * ends on one. 0: no node is silent. Nothing of `lostShare` is in it. docs/model.md "Endpoints nobody answers for".
 */
export function suspectShare(
  {
    rotation,
    table,
    traffic,
  }: { readonly rotation: Rotation; readonly table: ForwardingTable; readonly traffic: Traffic },
  endpoints: readonly ServiceEndpoint[],
  silent: readonly NodeFacts[],
): number {
  if (silent.length === 0 || traffic.classes.length === 0) return 0;
  const weightOfOne = 1 / traffic.rotationSize;
  const enteringBy = new Map<readonly number[], number>();
  for (const node of silent) {
    if (!rotation.includes(node)) continue;
    const usable = usableAt(table, node);
    enteringBy.set(usable, (enteringBy.get(usable) ?? 0) + weightOfOne);
  }
  let concerned = 0;
  for (const [usable, group] of groupByUsable(traffic.classes)) {
    const weight = group.reduce((sum, entry) => sum + entry.weight, 0);
    const entering = Math.min(weight, enteringBy.get(usable) ?? 0);
    concerned += entering + (weight - entering) * unansweredPart(usable, endpoints, silent);
  }
  return Math.min(1, Math.max(0, concerned - traffic.lostShare));
}

/** Part of a set whose endpoints are gone or on silent nodes; an empty set serves nobody. */
function unansweredPart(
  usable: readonly number[],
  endpoints: readonly ServiceEndpoint[],
  silent: readonly NodeFacts[],
): number {
  if (usable.length === 0) return 1;
  const unanswered = usable.filter((index) => {
    const endpoint = endpoints[index];
    return endpoint?.gone || silent.some(({ name }) => name === endpoint?.nodeName);
  });
  return unanswered.length / usable.length;
}
