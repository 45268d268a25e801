import type { KubernetesKind, KubernetesListener } from '../kubernetes-listener.ts';
import { KindPublisher } from './kind-publisher.ts';

/** One publisher for each kind that is read with reflectors; heartbeats are told in another way. */
export type Publishers = { readonly [K in Exclude<KubernetesKind, 'leases'>]: KindPublisher<K> };

export function createPublishers(listener: KubernetesListener): Publishers {
  return {
    services: new KindPublisher('services', listener),
    endpointSlices: new KindPublisher('endpointSlices', listener),
    nodes: new KindPublisher('nodes', listener),
    pods: new KindPublisher('pods', listener),
    workloads: new KindPublisher('workloads', listener),
    disruptionBudgets: new KindPublisher('disruptionBudgets', listener),
    autoscalers: new KindPublisher('autoscalers', listener),
    networkPolicies: new KindPublisher('networkPolicies', listener),
    hostRoutes: new KindPublisher('hostRoutes', listener),
    events: new KindPublisher('events', listener),
  };
}
