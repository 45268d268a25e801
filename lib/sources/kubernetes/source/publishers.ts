import type { KubernetesItems, KubernetesKind, KubernetesListener } from '../kubernetes-listener.ts';
import { createKindPublisher, type KindPublisher } from './kind-publisher.ts';

/** One publisher for each kind that is read with reflectors; heartbeats are told in another way. */
export type Publishers = {
  readonly [K in Exclude<KubernetesKind, 'leases'>]: KindPublisher<KubernetesItems[K]>;
};

export function createPublishers(listener: KubernetesListener): Publishers {
  return {
    services: createKindPublisher('services', listener),
    endpointSlices: createKindPublisher('endpointSlices', listener),
    nodes: createKindPublisher('nodes', listener),
    pods: createKindPublisher('pods', listener),
    workloads: createKindPublisher('workloads', listener),
    disruptionBudgets: createKindPublisher('disruptionBudgets', listener),
    autoscalers: createKindPublisher('autoscalers', listener),
    networkPolicies: createKindPublisher('networkPolicies', listener),
    events: createKindPublisher('events', listener),
  };
}
