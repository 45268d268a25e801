import type { Pod } from '../../../snapshot/pod.ts';
import { parsePod } from '../../../snapshot/wire/parse-pod.ts';
import { isPlainObject, propertyOf } from '../../../snapshot/wire/plain-object.ts';
import type { Collection, CollectionReader, CollectionSpec } from '../source/collection-reader.ts';
import type { Interest } from '../source/interest.ts';
import type { KindPublisher } from '../source/kind-publisher.ts';
import type { MatchLabels } from './label-selector.ts';
import { type PodScope, type PodScopeLimits, planPodScopes } from './plan-pod-scopes.ts';

export interface PodFollowerOptions {
  readonly reader: CollectionReader;
  readonly publisher: KindPublisher<'pods'>;
  readonly interest: Interest;
  readonly limits: PodScopeLimits;
}

/** Keeps the pods behind load balancer Services, in as few collections as the limits ask for. */
export class PodFollower {
  readonly #options: PodFollowerOptions;
  readonly #running = new Map<string, { readonly scope: PodScope; readonly collection: Collection<Pod> }>();
  #wanted: ReadonlyMap<string, PodScope> = new Map();
  #selectorsAtPlan = '';

  constructor(options: PodFollowerOptions) {
    this.#options = options;
  }

  /** Follows the pods that the Services select now. Scopes no longer needed go once those that replace them are read. */
  follow(): void {
    const { interest, limits } = this.#options;
    const scopes = planPodScopes(interest.selectors(), limits);
    this.#wanted = new Map(scopes.map((scope) => [JSON.stringify([scope.namespace, scope.labelSelector]), scope]));
    const selectors = JSON.stringify(
      [...interest.selectors()].map(([namespace, each]) => [namespace, [...each.keys()]]),
    );
    for (const [id, scope] of this.#wanted) {
      const known = this.#running.get(id);
      if (known === undefined) this.#read(id, scope);
      else if (scope.labelSelector === null && selectors !== this.#selectorsAtPlan) {
        known.collection.prune((_key, pod) => interest.selectsPod(pod.namespace, pod.labels));
        known.collection.relist();
      }
    }
    this.#selectorsAtPlan = selectors;
    this.#retire();
  }

  stop(): void {
    for (const { collection } of this.#running.values()) collection.stop();
    this.#running.clear();
  }

  #read(id: string, scope: PodScope): void {
    const { reader, publisher, interest } = this.#options;
    const collection = reader.read<'pods'>(podSpec(scope, interest), publisher, () => this.#retire());
    this.#running.set(id, { scope, collection });
  }

  #retire(): void {
    for (const [id, { scope, collection }] of [...this.#running]) {
      if (this.#wanted.has(id) || !this.#isReplaced(scope)) continue;
      this.#running.delete(id);
      collection.stop();
    }
  }

  /** What a scope holds may go when no Service selects it any more, or when what takes its place has been read. */
  #isReplaced({ namespace, labelSelector }: PodScope): boolean {
    const selectors = this.#options.interest.selectors();
    if (namespace !== null && labelSelector !== null && !selectors.get(namespace)?.has(labelSelector)) return true;
    return [...this.#wanted].every(([id, scope]) => {
      const covers = namespace === null || scope.namespace === null || scope.namespace === namespace;
      return !covers || (this.#running.get(id)?.collection.hasSynced() ?? false);
    });
  }
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
