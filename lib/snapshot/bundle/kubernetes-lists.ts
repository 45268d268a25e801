import { parseClusterEvent } from '../wire/parse-cluster-event.ts';
import { parseClusterNode } from '../wire/parse-cluster-node.ts';
import { parseEndpointSlice } from '../wire/parse-endpoint-slice.ts';
import { parseHorizontalPodAutoscaler } from '../wire/parse-horizontal-pod-autoscaler.ts';
import { parseLease } from '../wire/parse-lease.ts';
import { parseNetworkPolicy } from '../wire/parse-network-policy.ts';
import { parsePod } from '../wire/parse-pod.ts';
import { parsePodDisruptionBudget } from '../wire/parse-pod-disruption-budget.ts';
import { parseService } from '../wire/parse-service.ts';
import { parseWorkload } from '../wire/parse-workload.ts';
import type { WorkloadKind } from '../workload.ts';
import { hostRouteLists } from './host-route-lists.ts';
import { kubernetesList, namespacedName } from './kubernetes-list.ts';

function workloadList(resource: string, kind: WorkloadKind) {
  const parse = (raw: unknown) => parseWorkload(raw, kind);
  const plural = resource.toLowerCase();
  return kubernetesList({ resource, plural, group: 'apps', kind, parse, keyOf: namespacedName });
}

const DISCOVERY = 'discovery.k8s.io';
const AUTOSCALING = 'autoscaling';

/** Everything a bundle holds of the API server. */
export const kubernetesLists = {
  services: kubernetesList({
    resource: 'services',
    plural: 'services',
    group: '',
    kind: 'Service',
    parse: parseService,
    keyOf: namespacedName,
    required: true,
  }),
  endpointSlices: kubernetesList({
    resource: 'endpointSlices',
    plural: 'endpointslices',
    group: DISCOVERY,
    kind: 'EndpointSlice',
    parse: parseEndpointSlice,
    keyOf: namespacedName,
    required: true,
  }),
  nodes: kubernetesList({
    resource: 'nodes',
    plural: 'nodes',
    group: '',
    kind: 'Node',
    parse: parseClusterNode,
    keyOf: (node) => node.name,
    required: true,
    scope: '',
  }),
  pods: kubernetesList({
    resource: 'pods',
    plural: 'pods',
    group: '',
    kind: 'Pod',
    parse: parsePod,
    keyOf: namespacedName,
  }),
  deployments: workloadList('deployments', 'Deployment'),
  replicaSets: workloadList('replicaSets', 'ReplicaSet'),
  statefulSets: workloadList('statefulSets', 'StatefulSet'),
  daemonSets: workloadList('daemonSets', 'DaemonSet'),
  disruptionBudgets: kubernetesList({
    resource: 'disruptionBudgets',
    plural: 'poddisruptionbudgets',
    group: 'policy',
    kind: 'PodDisruptionBudget',
    parse: parsePodDisruptionBudget,
    keyOf: namespacedName,
  }),
  autoscalers: kubernetesList({
    resource: 'autoscalers',
    plural: 'horizontalpodautoscalers',
    group: AUTOSCALING,
    kind: 'HorizontalPodAutoscaler',
    parse: parseHorizontalPodAutoscaler,
    keyOf: namespacedName,
  }),
  networkPolicies: kubernetesList({
    resource: 'networkPolicies',
    plural: 'networkpolicies',
    group: 'networking.k8s.io',
    kind: 'NetworkPolicy',
    parse: parseNetworkPolicy,
    keyOf: namespacedName,
  }),
  ...hostRouteLists,
  events: kubernetesList({
    resource: 'events',
    plural: 'events',
    group: '',
    kind: 'Event',
    parse: parseClusterEvent,
    keyOf: null,
  }),
  leases: kubernetesList({
    resource: 'leases',
    plural: 'leases',
    group: 'coordination.k8s.io',
    kind: 'Lease',
    parse: parseLease,
    keyOf: (lease) => lease.nodeName,
    scope: '-n kube-node-lease ',
  }),
} as const;
