import type { EndpointSlice } from '../../snapshot/endpoint-slice.ts';
import { withTurns } from '../../snapshot/endpoint-turns.ts';
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

function emptyLists(): Lists {
  return {
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
}

/** What the Kubernetes source has told, in the shape of a snapshot. `now` in milliseconds. */
export function createKubernetesStore(log: ChangeLog, now: () => number): KubernetesStore {
  const lists = emptyLists();

  /** `before`: the slice as it was; undefined: it is new. */
  function rememberTurns(key: string, before: EndpointSlice | undefined): void {
    const slices = lists.endpointSlices.list();
    const after = slices?.get(key);
    if (after !== undefined) slices?.set(key, withTurns(before, after, now()));
  }

  return {
    replaced(kind, items) {
      const watched = kind === 'endpointSlices' ? lists.endpointSlices.list() : null;
      lists[kind].load(items);
      if (watched !== null) for (const key of items.keys()) rememberTurns(key, watched.get(key));
      log.add(kind, '*');
      return 'news';
    },
    changed(kind, key, value) {
      const list = lists[kind].list();
      const before = list?.get(key);
      const slice = lists.endpointSlices.list()?.get(key);
      const urgency = judgeChange(kind, before, value);
      if (list === null || urgency === 'none') return 'none';
      if (value === null) list.delete(key);
      else list.set(key, value);
      if (kind === 'endpointSlices') rememberTurns(key, slice);
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
