import type { KubernetesPart } from '../../snapshot/kubernetes-part.ts';
import type { KubernetesItems, KubernetesKind } from '../../sources/kubernetes/kubernetes-listener.ts';
import type { ChangeLog } from './change-log.ts';
import { judgeChange } from './judge-change.ts';
import { createLoadedList, type LoadedList } from './loaded-list.ts';
import type { Urgency } from './urgency.ts';

type Lists = { readonly [K in KubernetesKind]: LoadedList<KubernetesItems[K]> };

export interface KubernetesStore {
  replaced<K extends KubernetesKind>(kind: K, items: ReadonlyMap<string, KubernetesItems[K]>): Urgency;
  changed<K extends KubernetesKind>(kind: K, key: string, value: KubernetesItems[K] | null): Urgency;
  get<K extends KubernetesKind>(kind: K, key: string): KubernetesItems[K] | undefined;
  part(): KubernetesPart;
}

/** What the Kubernetes source has told, in the shape of a snapshot. */
export function createKubernetesStore(log: ChangeLog): KubernetesStore {
  const lists: Lists = {
    services: createLoadedList(),
    endpointSlices: createLoadedList(),
    nodes: createLoadedList(),
    pods: createLoadedList(),
    workloads: createLoadedList(),
    disruptionBudgets: createLoadedList(),
    autoscalers: createLoadedList(),
    networkPolicies: createLoadedList(),
    hostRoutes: createLoadedList(),
    events: createLoadedList(),
    leases: createLoadedList(),
  };

  return {
    replaced(kind, items) {
      lists[kind].load(items);
      log.add(kind, '*');
      return 'news';
    },
    changed(kind, key, value) {
      const list = lists[kind].list();
      const before = list?.get(key);
      const urgency = judgeChange(kind, before, value);
      if (list === null || urgency === 'none') return 'none';
      if (value === null) list.delete(key);
      else list.set(key, value);
      log.add(kind, deltaKey(key, value ?? before));
      return urgency;
    },
    get: (kind, key) => lists[kind].list()?.get(key),
    part: () => ({
      services: lists.services.snapshot(),
      endpointSlices: lists.endpointSlices.snapshot(),
      nodes: lists.nodes.snapshot(),
      pods: lists.pods.snapshot(),
      workloads: lists.workloads.snapshot(),
      disruptionBudgets: lists.disruptionBudgets.snapshot(),
      autoscalers: lists.autoscalers.snapshot(),
      networkPolicies: lists.networkPolicies.snapshot(),
      hostRoutes: lists.hostRoutes.snapshot(),
      events: lists.events.snapshot(),
      leases: lists.leases.snapshot(),
    }),
  };
}

/** A change names what it is about in a snapshot: an event its object, a workload its namespace and name. */
function deltaKey(key: string, value: KubernetesItems[KubernetesKind] | undefined): string {
  if (value === undefined) return key;
  if ('objectName' in value) {
    return value.objectNamespace === null ? value.objectName : `${value.objectNamespace}/${value.objectName}`;
  }
  return 'strategy' in value ? `${value.namespace}/${value.name}` : key;
}
