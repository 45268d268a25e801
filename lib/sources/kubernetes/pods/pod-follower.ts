import type { Pod } from '../../../snapshot/pod.ts';
import { parsePod } from '../../../snapshot/wire/parse-pod.ts';
import { isPlainObject, propertyOf } from '../../../snapshot/wire/plain-object.ts';
import type { Collection, CollectionReader, CollectionSpec } from '../source/collection-reader.ts';
import type { Interest } from '../source/interest.ts';
import type { KindPublisher } from '../source/kind-publisher.ts';
import type { MatchLabels } from './label-selector.ts';
import { type PodScope, type PodScopeLimits, planPodScopes } from './plan-pod-scopes.ts';

export interface PodFollower {
  /** Follows the pods that the Services select now. Scopes no longer needed go once those that replace them are read. */
  follow(): void;
  stop(): void;
}

/** Keeps the pods behind load balancer Services, in as few collections as the limits ask for. */
export function createPodFollower(
  reader: CollectionReader,
  publisher: KindPublisher<Pod>,
  interest: Interest,
  limits: PodScopeLimits,
): PodFollower {
  const running = new Map<string, { readonly scope: PodScope; readonly collection: Collection<Pod> }>();
  let wanted: ReadonlyMap<string, PodScope> = new Map();
  let selectorsAtPlan = '';

  function retire(): void {
    for (const [id, { scope, collection }] of [...running]) {
      if (wanted.has(id) || !isReplaced(scope)) continue;
      running.delete(id);
      collection.stop();
    }
  }

  /** What a scope holds may go when no Service selects it any more, or when what takes its place has been read. */
  function isReplaced({ namespace, labelSelector }: PodScope): boolean {
    const selectors = interest.selectors();
    if (namespace !== null && labelSelector !== null && !selectors.get(namespace)?.has(labelSelector)) return true;
    return [...wanted].every(([id, scope]) => {
      const covers = namespace === null || scope.namespace === null || scope.namespace === namespace;
      return !covers || (running.get(id)?.collection.hasSynced() ?? false);
    });
  }

  return {
    follow() {
      wanted = new Map(planPodScopes(interest.selectors(), limits).map((scope) => [idOf(scope), scope]));
      const selectors = JSON.stringify(
        [...interest.selectors()].map(([namespace, each]) => [namespace, [...each.keys()]]),
      );
      for (const [id, scope] of wanted) {
        const known = running.get(id);
        if (known === undefined) {
          const collection = reader.read<'pods'>(podSpec(scope, interest), publisher, retire);
          running.set(id, { scope, collection });
        } else if (scope.labelSelector === null && selectors !== selectorsAtPlan) {
          known.collection.prune((_key, pod) => interest.selectsPod(pod.namespace, pod.labels));
          known.collection.relist();
        }
      }
      selectorsAtPlan = selectors;
      retire();
    },
    stop() {
      for (const { collection } of running.values()) collection.stop();
      running.clear();
    },
  };
}

function idOf({ namespace, labelSelector }: PodScope): string {
  return JSON.stringify([namespace, labelSelector]);
}

function podSpec({ namespace, labelSelector }: PodScope, interest: Interest): CollectionSpec<Pod> {
  const narrow = labelSelector === null ? {} : { labelSelector };
  return {
    resource: 'pods',
    namespace,
    queries: [narrow],
    parse: parsePod,
    keep: (identity, raw) => labelSelector !== null || interest.selectsPod(identity.namespace, labelsOf(raw)),
  };
}

function labelsOf(raw: unknown): MatchLabels {
  const labels = propertyOf(propertyOf(raw, 'metadata'), 'labels');
  if (!isPlainObject(labels)) return {};
  return Object.fromEntries(
    Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
