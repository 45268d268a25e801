import type { NodeFacts } from './node-facts.ts';

export type PoolType = 'nic' | 'ip';

/** Whether a node belongs into the ingress pool. `either`: the controller keeps or drops it, both are right. */
export type ExpectedMembership =
  | { readonly state: 'member' }
  | { readonly state: 'either'; readonly because: string }
  | { readonly state: 'excluded'; readonly because: string };

const EXCLUDE_LABEL = 'node.kubernetes.io/exclude-from-external-load-balancers';
const MANAGED_LABEL = 'kubernetes.azure.com/managed';
const FALSE_VALUES = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

/**
 * Which nodes the Azure cloud controller puts into the ingress pool. Readiness, cordon and spot never matter.
 * docs/model.md "Pool membership": measured, the two pool types differ.
 */
export function expectedMembership(node: NodeFacts, poolType: PoolType): ExpectedMembership {
  const exclude = node.labels[EXCLUDE_LABEL];
  if (poolType === 'nic') {
    if (exclude !== undefined) return { state: 'excluded', because: `label ${EXCLUDE_LABEL} is set` };
    if (node.labels[MANAGED_LABEL] === 'false') return { state: 'excluded', because: `label ${MANAGED_LABEL}=false` };
  } else if (exclude !== undefined && !FALSE_VALUES.has(exclude)) {
    return { state: 'excluded', because: `label ${EXCLUDE_LABEL} is set` };
  }
  if (node.departure?.kind === 'deleting') return { state: 'either', because: 'its Node object is being deleted' };
  if (!node.kubeProxyEligible) return { state: 'either', because: 'the cluster autoscaler is removing it' };
  return { state: 'member' };
}
