import type { Service } from '../../../snapshot/service.ts';
import { type MatchLabels, selects } from '../pods/label-selector.ts';
import { selectorsByNamespace } from '../pods/plan-pod-scopes.ts';

export interface InterestChange {
  readonly services: { readonly widened: boolean; readonly narrowed: boolean };
  readonly namespaces: { readonly widened: boolean; readonly narrowed: boolean };
  readonly selectorsChanged: boolean;
}

export interface Interest {
  /** Takes the load balancer Services as they are now. */
  update(services: Iterable<Service>): InterestChange;
  hasService(namespace: string, name: string): boolean;
  hasNamespace(namespace: string): boolean;
  /** True: a Service of that namespace selects a pod with these labels. */
  selectsPod(namespace: string, labels: MatchLabels): boolean;
  selectors(): ReadonlyMap<string, ReadonlyMap<string, MatchLabels>>;
}

/** What of a cluster matters, given its load balancer Services. Everything else is dropped as it arrives. */
export function createInterest(): Interest {
  let services: ReadonlySet<string> = new Set();
  let namespaces: ReadonlySet<string> = new Set();
  let selectors: ReadonlyMap<string, ReadonlyMap<string, MatchLabels>> = new Map();
  let selectorsText = '';

  return {
    update(current) {
      const all = [...current];
      const nextServices = new Set(all.map(({ namespace, name }) => `${namespace}/${name}`));
      const nextNamespaces = new Set(all.map(({ namespace }) => namespace));
      selectors = selectorsByNamespace(all);
      const nextText = [...selectors]
        .map(([namespace, each]) => `${namespace}:${[...each.keys()].join(';')}`)
        .join('\n');
      const change = {
        services: compare(services, nextServices),
        namespaces: compare(namespaces, nextNamespaces),
        selectorsChanged: nextText !== selectorsText,
      };
      services = nextServices;
      namespaces = nextNamespaces;
      selectorsText = nextText;
      return change;
    },
    hasService: (namespace, name) => services.has(`${namespace}/${name}`),
    hasNamespace: (namespace) => namespaces.has(namespace),
    selectsPod: (namespace, labels) =>
      [...(selectors.get(namespace)?.values() ?? [])].some((selector) => selects(selector, labels)),
    selectors: () => selectors,
  };
}

function compare(before: ReadonlySet<string>, after: ReadonlySet<string>) {
  return { widened: !after.isSubsetOf(before), narrowed: !before.isSubsetOf(after) };
}
