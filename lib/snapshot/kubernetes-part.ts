import type { ClusterEvent } from './cluster-event.ts';
import type { ClusterNode } from './cluster-node.ts';
import type { EndpointSlice } from './endpoint-slice.ts';
import type { HorizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts';
import type { HostRoute } from './host-route.ts';
import type { Lease } from './lease.ts';
import type { NetworkPolicy } from './network-policy.ts';
import type { Pod } from './pod.ts';
import type { PodDisruptionBudget } from './pod-disruption-budget.ts';
import type { Service } from './service.ts';
import type { Loaded } from './snapshot.ts';
import type { Workload } from './workload.ts';

export interface KubernetesPart {
  /** Services of type LoadBalancer only. */
  readonly services: Loaded<Service>;
  readonly endpointSlices: Loaded<EndpointSlice>;
  readonly nodes: Loaded<ClusterNode>;
  readonly pods: Loaded<Pod>;
  /** Deployments, ReplicaSets, StatefulSets and DaemonSets. */
  readonly workloads: Loaded<Workload>;
  readonly disruptionBudgets: Loaded<PodDisruptionBudget>;
  readonly autoscalers: Loaded<HorizontalPodAutoscaler>;
  readonly networkPolicies: Loaded<NetworkPolicy>;
  /** Ingresses, Gateways of the Gateway API and of Istio, and what is attached to them. */
  readonly hostRoutes: Loaded<HostRoute>;
  readonly events: Loaded<ClusterEvent>;
  /** Node heartbeats of namespace kube-node-lease. */
  readonly leases: Loaded<Lease>;
}
