import type { World } from '../kernel/world.ts';
import { matchesSelector, meetsAll } from '../objects/matches-selector.ts';
import type { Node, Taint } from '../objects/node.ts';
import type { LabelSelector } from '../objects/object-meta.ts';
import type { Pod, Toleration } from '../objects/pod.ts';

export function tolerates(tolerations: readonly Toleration[] | undefined, taint: Taint): boolean {
  return (tolerations ?? []).some((toleration) => {
    if (toleration.effect !== undefined && toleration.effect !== '' && toleration.effect !== taint.effect) return false;
    if (toleration.key === undefined || toleration.key === '') return toleration.operator === 'Exists';
    if (toleration.key !== taint.key) return false;
    return toleration.operator === 'Exists' || (toleration.value ?? '') === (taint.value ?? '');
  });
}

export const hasUntoleratedTaint = (node: Node, pod: Pod): boolean =>
  (node.spec.taints ?? []).some(
    (taint) => taint.effect !== 'PreferNoSchedule' && !tolerates(pod.spec.tolerations, taint),
  );

export function matchesNodeAffinity(node: Node, pod: Pod): boolean {
  const labels = node.metadata.labels ?? {};
  if (Object.entries(pod.spec.nodeSelector ?? {}).some(([key, value]) => labels[key] !== value)) return false;
  const required = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return required === undefined || required.nodeSelectorTerms.some((term) => meetsAll(term.matchExpressions, labels));
}

/** The selector of a spread or affinity term, narrowed to the pod's own values of `matchLabelKeys`. */
export function narrowed(selector: LabelSelector | undefined, keys: readonly string[] | undefined, pod: Pod) {
  if (selector === undefined || keys === undefined || keys.length === 0) return selector;
  const own = keys.flatMap((key) => {
    const value = pod.metadata.labels?.[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return { ...selector, matchLabels: { ...selector.matchLabels, ...Object.fromEntries(own) } };
}

/** Pods of the same namespace that a selector means and that hold a node. */
export function placedPods(world: World, pod: Pod, selector: LabelSelector | undefined): Pod[] {
  return world.store
    .indexed('pods', 'namespace', pod.metadata.namespace ?? 'default')
    .filter(
      (other) =>
        other.spec.nodeName !== undefined &&
        other.metadata.deletionTimestamp === undefined &&
        matchesSelector(selector, other.metadata.labels),
    );
}

export type DomainCounts = ReadonlyMap<string, number>;

/** How many placed pods each value of a topology key holds. */
export function countByDomain(world: World, pods: readonly Pod[], topologyKey: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const pod of pods) {
    const domain = world.store.get('nodes', pod.spec.nodeName ?? '')?.metadata.labels?.[topologyKey];
    if (domain !== undefined) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  return counts;
}

/** What a pod asks of its neighbours, counted once for all nodes. */
export interface PlacementCounts {
  readonly spread: readonly {
    readonly key: string;
    readonly hard: boolean;
    readonly maxSkew: number;
    readonly counts: DomainCounts;
    readonly minimum: number;
  }[];
  readonly apart: readonly { readonly key: string; readonly hard: boolean; readonly counts: DomainCounts }[];
}

export function countPlacement(world: World, pod: Pod, nodes: readonly Node[]): PlacementCounts {
  const spread = (pod.spec.topologySpreadConstraints ?? []).map((constraint) => {
    const selector = narrowed(constraint.labelSelector, constraint.matchLabelKeys, pod);
    const counts = countByDomain(world, placedPods(world, pod, selector), constraint.topologyKey);
    const honourTaints = constraint.nodeTaintsPolicy === 'Honor';
    const domains = new Set<string>();
    for (const node of nodes) {
      const domain = node.metadata.labels?.[constraint.topologyKey];
      if (domain === undefined || !matchesNodeAffinity(node, pod)) continue;
      if (honourTaints && hasUntoleratedTaint(node, pod)) continue;
      domains.add(domain);
    }
    let minimum = Number.POSITIVE_INFINITY;
    for (const domain of domains) minimum = Math.min(minimum, counts.get(domain) ?? 0);
    const hard = constraint.whenUnsatisfiable === 'DoNotSchedule';
    return { key: constraint.topologyKey, hard, maxSkew: constraint.maxSkew, counts, minimum };
  });
  const anti = pod.spec.affinity?.podAntiAffinity;
  const terms = [
    ...(anti?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map((term) => ({ term, hard: true })),
    ...(anti?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map((weighted) => ({
      term: weighted.podAffinityTerm,
      hard: false,
    })),
  ];
  const apart = terms.map(({ term, hard }) => {
    const selector = narrowed(term.labelSelector, term.matchLabelKeys, pod);
    const counts = countByDomain(world, placedPods(world, pod, selector), term.topologyKey);
    return { key: term.topologyKey, hard, counts };
  });
  return { spread, apart };
}
