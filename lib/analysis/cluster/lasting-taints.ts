import type { Taint } from '../../snapshot/cluster-node.ts';

type LastingTaint = Pick<Taint, 'key' | 'value' | 'effect'>;

const NONE: readonly LastingTaint[] = [];

/** Set and taken away by controllers as a node comes, goes or is in trouble. */
const PASSING = [
  'node.kubernetes.io/',
  'node.cloudprovider.kubernetes.io/',
  'remediator.kubernetes.azure.com/',
  'ToBeDeletedByClusterAutoscaler',
  'DeletionCandidateOfClusterAutoscaler',
  'karpenter.sh/',
  'startup-taint.cluster-autoscaler.kubernetes.io/',
];

/** Taints that say what a node is for: they keep pods away as long as it lives. */
export function lastingTaints(taints: readonly Taint[]): readonly LastingTaint[] {
  if (taints.length === 0) return NONE;
  const lasting = taints.filter(
    ({ key, effect }) =>
      (effect === 'NoSchedule' || effect === 'NoExecute') && !PASSING.some((prefix) => key.startsWith(prefix)),
  );
  return lasting.length === 0 ? NONE : lasting.map(({ key, value, effect }) => ({ key, value, effect }));
}
