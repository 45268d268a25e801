import { selectsLabels } from '../../snapshot/label-selector.ts';
import type { NetworkPolicy } from '../../snapshot/network-policy.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { groupBy } from '../group-by.ts';

const byList = new WeakMap<readonly NetworkPolicy[], ReadonlyMap<string, readonly NetworkPolicy[]>>();

/** NetworkPolicies of a namespace that select a pod by its labels. Empty where they are not loaded. */
export function policiesOf(
  { kubernetes }: Snapshot,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): readonly NetworkPolicy[] {
  const all = kubernetes.networkPolicies;
  if (all === null || all.length === 0) return [];
  let index = byList.get(all);
  if (index === undefined) {
    index = groupBy(all, (policy) => policy.namespace);
    byList.set(all, index);
  }
  return (index.get(namespace) ?? []).filter(({ podSelector, expressions }) =>
    selectsLabels({ matchLabels: podSelector, matchExpressions: expressions }, labels),
  );
}
