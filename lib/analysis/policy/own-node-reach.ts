import { type ForwardingTable, usableAt } from '../endpoints/forwarding-table.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';

/**
 * Names of the nodes whose kube-proxy may choose a pod of the same node: what is left of a port where network policies
 * stop everything that crosses to another node. docs/model.md "Network policies".
 */
export function nodesMeetingOwnPods(
  table: ForwardingTable,
  endpoints: readonly ServiceEndpoint[],
): ReadonlySet<string> {
  const names = new Set<string>();
  const sets = new Map<readonly number[], ReadonlySet<number>>();
  for (const [index, { node, gone }] of endpoints.entries()) {
    if (node === null || gone || names.has(node.name)) continue;
    const usable = usableAt(table, node);
    const set = sets.get(usable) ?? new Set(usable);
    sets.set(usable, set);
    if (set.has(index)) names.add(node.name);
  }
  return names;
}
