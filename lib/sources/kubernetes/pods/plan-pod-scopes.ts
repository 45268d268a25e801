import { formatSelector, type MatchLabels } from './label-selector.ts';

/** One collection of pods to follow. */
export interface PodScope {
  /** Null: of the whole cluster. */
  readonly namespace: string | null;
  /** Null: every pod there, of which those behind a Service are kept. */
  readonly labelSelector: string | null;
}

export interface PodScopeLimits {
  /** Above so many selectors in a namespace it is followed as a whole. */
  readonly selectorsPerNamespaceMax: number;
  /** Each scope costs a connection. */
  readonly scopesMax: number;
}

export const defaultPodScopeLimits: PodScopeLimits = { selectorsPerNamespaceMax: 8, scopesMax: 48 };

interface SelectingService {
  readonly namespace: string;
  readonly selector: MatchLabels | null;
}

/** Selectors by namespace, without repeats. A Service without selector has no pods of its own. */
export function selectorsByNamespace(services: Iterable<SelectingService>): Map<string, Map<string, MatchLabels>> {
  const byNamespace = new Map<string, Map<string, MatchLabels>>();
  for (const { namespace, selector } of services) {
    if (selector === null || Object.keys(selector).length === 0) continue;
    const selectors = byNamespace.get(namespace) ?? new Map<string, MatchLabels>();
    byNamespace.set(namespace, selectors.set(formatSelector(selector), selector));
  }
  return byNamespace;
}

/**
 * The fewest bytes that show every pod behind these Services within the limits: one scope per selector, else per
 * namespace, else the whole cluster.
 */
export function planPodScopes(
  selectors: ReadonlyMap<string, ReadonlyMap<string, MatchLabels>>,
  limits: PodScopeLimits,
): readonly PodScope[] {
  if (selectors.size > limits.scopesMax) return [{ namespace: null, labelSelector: null }];
  const narrow = [...selectors].filter(([, each]) => each.size <= limits.selectorsPerNamespaceMax);
  narrow.sort(([, a], [, b]) => a.size - b.size);
  // Namespaces with few selectors first: they cost the fewest scopes for the most that is spared.
  let spare = limits.scopesMax - selectors.size;
  const split = new Set<string>();
  for (const [namespace, each] of narrow) {
    if (each.size - 1 > spare) break;
    spare -= each.size - 1;
    split.add(namespace);
  }
  return [...selectors].flatMap(([namespace, each]): PodScope[] => {
    if (!split.has(namespace)) return [{ namespace, labelSelector: null }];
    return [...each.keys()].map((labelSelector) => ({ namespace, labelSelector }));
  });
}
