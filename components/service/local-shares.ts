import type { PolicyPod } from '../../lib/report/policy-report.ts';
import type { Variant } from './prepare-variants.ts';

/** Share under Local of each pod of Cluster, in the order of those. */
export function localShares({ Cluster, Local }: Variant['traffic']): readonly number[] {
  // Both list the same pods in the same order as a rule, and there can be many.
  if (Cluster.pods.every((pod, index) => isSame(pod, Local.pods[index]))) {
    return Cluster.pods.map((_, index) => Local.pods[index]?.share ?? 0);
  }
  const shares = new Map(Local.pods.map((pod) => [keyOf(pod), pod.share]));
  return Cluster.pods.map((pod) => shares.get(keyOf(pod)) ?? 0);
}

function isSame(a: PolicyPod, b: PolicyPod | undefined): boolean {
  return b !== undefined && a.ip === b.ip && a.name === b.name && a.namespace === b.namespace;
}

function keyOf({ namespace, name, ip }: PolicyPod): string {
  return `${namespace}/${name} ${ip}`;
}
