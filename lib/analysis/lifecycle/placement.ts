import { selectsLabels } from '../../snapshot/label-selector.ts';
import type { PodTemplate, TopologySpreadConstraint } from '../../snapshot/workload.ts';

export const HOST_KEY = 'kubernetes.io/hostname';
export const ZONE_KEY = 'topology.kubernetes.io/zone';
export const REVISION_KEY = 'pod-template-hash';

/** Constraints that count pods of the template itself. */
export function ownConstraints({ topologySpread, labels }: PodTemplate): readonly TopologySpreadConstraint[] {
  return topologySpread.filter(({ selector }) => selector !== null && selectsLabels(selector, labels));
}

/** Something keeps pods of the template apart in the topology, be it as a wish. */
export function isSpreadOver(template: PodTemplate, topologyKey: string): boolean {
  return (
    ownConstraints(template).some((constraint) => constraint.topologyKey === topologyKey) ||
    template.antiAffinity.some((term) => term.topologyKey === topologyKey && repelsOwn(template, term))
  );
}

function repelsOwn({ labels }: PodTemplate, { selector }: PodTemplate['antiAffinity'][number]): boolean {
  return selector !== null && selectsLabels(selector, labels);
}

/**
 * Why no two pods of the template, old and new revision alike, can share a node; null: they can. A host network counts: both would
 * want the same ports.
 */
export function whyOnePerNode(template: PodTemplate): string | null {
  const isExclusive = template.antiAffinity.some(
    (term) =>
      term.required &&
      term.topologyKey === HOST_KEY &&
      !term.matchLabelKeys.includes(REVISION_KEY) &&
      repelsOwn(template, term),
  );
  if (isExclusive) return 'required anti-affinity on kubernetes.io/hostname keeps its pods on nodes of their own';
  if (template.hostNetwork) return 'each pod takes its ports from the network of its node';
  const port = template.containers.flatMap(({ hostPorts }) => hostPorts)[0];
  if (port !== undefined) return `each pod takes port ${port} of its node`;
  return null;
}
