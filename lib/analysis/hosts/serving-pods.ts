import type { Pod } from '../../snapshot/pod.ts';
import type { Service } from '../../snapshot/service.ts';
import type { Loaded } from '../../snapshot/snapshot.ts';

type Labels = Readonly<Record<string, string>>;
/** Labels of pods that a selector matches, by namespace; every set of labels once. */
type Matching = ReadonlyMap<string, readonly Labels[]>;

const known = new WeakMap<readonly Pod[], WeakMap<Labels, Matching>>();

/**
 * Whether pods behind a Service carry the labels of `selector`: because the Service asks for them, or because a pod
 * that it selects has them. docs/model.md "Hostnames". Looks at every pod once for each list and selector.
 */
export function servesSelector({ namespace, selector: own }: Service, selector: Labels, pods: Loaded<Pod>): boolean {
  if (own === null) return false;
  if (isWithin(selector, own)) return true;
  if (pods === null) return false;
  return (matching(pods, selector).get(namespace) ?? []).some((labels) => isWithin(own, labels));
}

function matching(pods: readonly Pod[], selector: Labels): Matching {
  const bySelector = known.get(pods) ?? new WeakMap<Labels, Matching>();
  known.set(pods, bySelector);
  const found = bySelector.get(selector) ?? match(pods, selector);
  bySelector.set(selector, found);
  return found;
}

function match(pods: readonly Pod[], selector: Labels): Matching {
  const found = new Map<string, Map<string, Labels>>();
  for (const { namespace, labels } of pods) {
    if (!isWithin(selector, labels)) continue;
    const inNamespace = found.get(namespace) ?? new Map<string, Labels>();
    found.set(namespace, inNamespace);
    inNamespace.set(JSON.stringify(labels), labels);
  }
  return new Map([...found].map(([namespace, labels]) => [namespace, [...labels.values()]]));
}

function isWithin(selector: Labels, labels: Labels): boolean {
  for (const key in selector) if (labels[key] !== selector[key]) return false;
  return true;
}
