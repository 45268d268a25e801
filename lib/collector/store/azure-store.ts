import { isDeepStrictEqual } from 'node:util';
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

export interface AzureStore {
  /**
   * Takes the objects of a kind as they are now. `isKept`: objects of before, by lower-case id, that the answer says
   * nothing about. Objects that are the same keep their identity.
   */
  replaced<K extends AzureListKind>(kind: K, items: readonly AzureItems[K][], isKept: (id: string) => boolean): Urgency;
  /** Back to not loaded. */
  forget(kind: AzureListKind): Urgency;
  managedCluster(cluster: ManagedCluster | null): Urgency;
  ruleHealth(health: RuleHealth): Urgency;
  /** Drops answers about rules that are no more. */
  keepRuleHealth(isKept: (health: RuleHealth) => boolean): Urgency;
  part(): AzurePart;
  healths(): readonly RuleHealth[];
}

/** What Azure has told, in the shape of a snapshot. */
export function createAzureStore(log: ChangeLog): AzureStore {
  const lists: Lists = {
    loadBalancers: createLoadedList(),
    publicIPAddresses: createLoadedList(),
    networkSecurityGroups: createLoadedList(),
    scaleSets: createLoadedList(),
    scaleSetVms: createLoadedList(),
    networkInterfaces: createLoadedList(),
  };
  const healths = createKeyedList<RuleHealth>();
  let cluster: ManagedCluster | null = null;

  function replaced<K extends AzureListKind>(
    kind: K,
    items: readonly AzureItems[K][],
    isKept: (id: string) => boolean,
  ): Urgency {
    const known = lists[kind].list();
    const list = known ?? lists[kind].load([]);
    let urgency: Urgency = known === null ? 'news' : 'none';
    if (known === null) log.add(kind, '*');
    for (const [id, item] of differences(list, items, isKept)) {
      if (item === null) list.delete(id);
      else list.set(id, item);
      log.add(kind, id);
      urgency = 'news';
    }
    return urgency;
  }

  return {
    replaced,
    forget(kind) {
      if (lists[kind].list() === null) return 'none';
      lists[kind].unload();
      log.add(kind, '*');
      return 'news';
    },
    managedCluster(now) {
      if (isDeepStrictEqual(cluster, now)) return 'none';
      cluster = now;
      log.add('managedCluster', '*');
      return 'news';
    },
    ruleHealth(health) {
      const key = healthKey(health);
      const before = healths.get(key);
      healths.set(key, health);
      log.add('ruleHealth', key);
      return before !== undefined && isDeepStrictEqual(before.backends, health.backends) ? 'routine' : 'news';
    },
    keepRuleHealth(isKept) {
      const gone = healths.snapshot().filter((health) => !isKept(health));
      for (const health of gone) {
        healths.delete(healthKey(health));
        log.add('ruleHealth', healthKey(health));
      }
      return gone.length > 0 ? 'news' : 'none';
    },
    part: () => ({
      loadBalancers: lists.loadBalancers.snapshot(),
      publicIPAddresses: lists.publicIPAddresses.snapshot(),
      networkSecurityGroups: lists.networkSecurityGroups.snapshot(),
      scaleSets: lists.scaleSets.snapshot(),
      scaleSetVms: lists.scaleSetVms.snapshot(),
      networkInterfaces: lists.networkInterfaces.snapshot(),
      managedCluster: cluster,
    }),
    healths: () => healths.snapshot(),
  };
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
