import { isDeepStrictEqual } from 'node:util';
import { withSince } from '../../snapshot/answers-since.ts';
import { normalizeArmId } from '../../snapshot/arm-id.ts';
import type { AzurePart } from '../../snapshot/azure-part.ts';
import type { ManagedCluster } from '../../snapshot/managed-cluster.ts';
import type { RuleHealth } from '../../snapshot/probes-part.ts';
import type { AzureItems } from '../../sources/azure/azure-request.ts';
import type { ChangeLog } from './change-log.ts';
import { createKeyedList, type KeyedList } from './keyed-list.ts';
import { createLoadedList, type LoadedList } from './loaded-list.ts';
import type { Urgency } from './urgency.ts';

/** The kinds of Azure objects that a snapshot holds as lists. */
export type AzureListKind = Exclude<keyof AzurePart, 'managedCluster'>;

type Lists = { readonly [K in AzureListKind]: LoadedList<AzureItems[K]> };

/** What Azure has told, in the shape of a snapshot. */
export class AzureStore {
  readonly #log: ChangeLog;
  readonly #healths = createKeyedList<RuleHealth>();
  readonly #lists: Lists = {
    loadBalancers: createLoadedList(),
    publicIPAddresses: createLoadedList(),
    networkSecurityGroups: createLoadedList(),
    scaleSets: createLoadedList(),
    scaleSetVms: createLoadedList(),
    networkInterfaces: createLoadedList(),
    loadBalancerMetrics: createLoadedList(),
  };
  #cluster: ManagedCluster | null = null;

  constructor(log: ChangeLog) {
    this.#log = log;
  }

  /**
   * Takes the objects of a kind as they are now. `isKept`: objects of before, by lower-case id, that the answer says
   * nothing about. Objects that are the same keep their identity.
   */
  replaced<K extends AzureListKind>(
    kind: K,
    items: readonly AzureItems[K][],
    isKept: (id: string) => boolean,
  ): Urgency {
    const known = this.#lists[kind].list();
    const list = known ?? this.#lists[kind].load([]);
    if (known === null) this.#log.add(kind, '*');
    const changes = differences(list, items, isKept);
    for (const [id, item] of changes) {
      if (item === null) list.delete(id);
      else list.set(id, item);
      this.#log.add(kind, id);
    }
    return known === null || changes.size > 0 ? 'news' : 'none';
  }

  /** Back to not loaded. */
  forget(kind: AzureListKind): Urgency {
    if (this.#lists[kind].list() === null) return 'none';
    this.#lists[kind].unload();
    this.#log.add(kind, '*');
    return 'news';
  }

  managedCluster(cluster: ManagedCluster | null): Urgency {
    if (isDeepStrictEqual(this.#cluster, cluster)) return 'none';
    this.#cluster = cluster;
    this.#log.add('managedCluster', '*');
    return 'news';
  }

  ruleHealth(health: RuleHealth): Urgency {
    const key = healthKey(health);
    const before = this.#healths.get(key);
    const dated = withSince(before, health);
    this.#healths.set(key, dated);
    this.#log.add('ruleHealth', key);
    return before !== undefined && isDeepStrictEqual(before.backends, dated.backends) ? 'routine' : 'news';
  }

  /** Drops answers about rules that are no more. */
  keepRuleHealth(isKept: (health: RuleHealth) => boolean): Urgency {
    const gone = this.#healths.snapshot().filter((health) => !isKept(health));
    for (const health of gone) {
      this.#healths.delete(healthKey(health));
      this.#log.add('ruleHealth', healthKey(health));
    }
    return gone.length > 0 ? 'news' : 'none';
  }

  healths(): readonly RuleHealth[] {
    return this.#healths.snapshot();
  }

  part(): AzurePart {
    return {
      loadBalancers: this.#lists.loadBalancers.snapshot(),
      publicIPAddresses: this.#lists.publicIPAddresses.snapshot(),
      networkSecurityGroups: this.#lists.networkSecurityGroups.snapshot(),
      scaleSets: this.#lists.scaleSets.snapshot(),
      scaleSetVms: this.#lists.scaleSetVms.snapshot(),
      networkInterfaces: this.#lists.networkInterfaces.snapshot(),
      loadBalancerMetrics: this.#lists.loadBalancerMetrics.snapshot(),
      managedCluster: this.#cluster,
    };
  }
}

/** `<load balancer>/<rule>`, lower-case. */
export function healthKey({ loadBalancer, rule }: Pick<RuleHealth, 'loadBalancer' | 'rule'>): string {
  return `${loadBalancer}/${rule}`.toLowerCase();
}

function differences<T extends { readonly id: string }>(
  list: KeyedList<T>,
  items: readonly T[],
  isKept: (id: string) => boolean,
): ReadonlyMap<string, T | null> {
  const changes = new Map<string, T | null>();
  const now = new Map(items.map((item) => [normalizeArmId(item.id), item]));
  for (const id of list.keys()) if (!now.has(id) && !isKept(id)) changes.set(id, null);
  for (const [id, item] of now) if (!isDeepStrictEqual(list.get(id), item)) changes.set(id, item);
  return changes;
}
