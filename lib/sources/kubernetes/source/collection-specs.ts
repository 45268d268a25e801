import type { HorizontalPodAutoscaler } from '../../../snapshot/horizontal-pod-autoscaler.ts';
import { parseClusterEvent } from '../../../snapshot/wire/parse-cluster-event.ts';
import { parseClusterNode } from '../../../snapshot/wire/parse-cluster-node.ts';
import { parseEndpointSlice } from '../../../snapshot/wire/parse-endpoint-slice.ts';
import { parseHorizontalPodAutoscaler } from '../../../snapshot/wire/parse-horizontal-pod-autoscaler.ts';
import { parseNetworkPolicy } from '../../../snapshot/wire/parse-network-policy.ts';
import { parsePodDisruptionBudget } from '../../../snapshot/wire/parse-pod-disruption-budget.ts';
import { parseService } from '../../../snapshot/wire/parse-service.ts';
import { parseWorkload } from '../../../snapshot/wire/parse-workload.ts';
import { propertyOf } from '../../../snapshot/wire/plain-object.ts';
import type { Workload, WorkloadKind } from '../../../snapshot/workload.ts';
import type { KubernetesItems, KubernetesKind } from '../kubernetes-listener.ts';
import type { KubeResourceName } from '../resource.ts';
import type { CollectionSpec } from './collection-reader.ts';
import type { Interest } from './interest.ts';

type Spec<K extends KubernetesKind> = CollectionSpec<KubernetesItems[K]>;

/** API servers before 1.31 do not know this field and answer 400; the parser drops other Services as well. */
export const serviceSpec: Spec<'services'> = {
  resource: 'services',
  queries: [{ fieldSelector: 'spec.type=LoadBalancer' }, {}],
  parse: parseService,
};

export const nodeSpec: Spec<'nodes'> = { resource: 'nodes', parse: parseClusterNode };

export const eventSpecs: readonly Spec<'events'>[] = ['Service', 'Node'].map((kind) => ({
  resource: 'events',
  queries: [{ fieldSelector: `involvedObject.kind=${kind}` }],
  parse: parseClusterEvent,
}));

const SERVICE_NAME_LABEL = 'kubernetes.io/service-name';

export function endpointSliceSpec(interest: Interest): Spec<'endpointSlices'> {
  return {
    resource: 'endpointSlices',
    queries: [{ labelSelector: SERVICE_NAME_LABEL }],
    parse: parseEndpointSlice,
    keep({ namespace }, raw) {
      const service = propertyOf(propertyOf(propertyOf(raw, 'metadata'), 'labels'), SERVICE_NAME_LABEL);
      return typeof service === 'string' && interest.hasService(namespace, service);
    },
  };
}

function inNamespacesOfServices(interest: Interest) {
  return { keep: ({ namespace }: { readonly namespace: string }) => interest.hasNamespace(namespace) };
}

function workloadSpec(resource: KubeResourceName, kind: WorkloadKind, interest: Interest): CollectionSpec<Workload> {
  const parse = (raw: unknown) => parseWorkload(raw, kind);
  return { resource, parse, keyPrefix: `${kind}/`, ...inNamespacesOfServices(interest) };
}

export function workloadSpecs(interest: Interest): readonly Spec<'workloads'>[] {
  return [
    workloadSpec('deployments', 'Deployment', interest),
    workloadSpec('replicaSets', 'ReplicaSet', interest),
    workloadSpec('statefulSets', 'StatefulSet', interest),
    workloadSpec('daemonSets', 'DaemonSet', interest),
  ];
}

export function disruptionBudgetSpec(interest: Interest): Spec<'disruptionBudgets'> {
  return { resource: 'disruptionBudgets', parse: parsePodDisruptionBudget, ...inNamespacesOfServices(interest) };
}

export function autoscalerSpec(interest: Interest): CollectionSpec<HorizontalPodAutoscaler> {
  return { resource: 'autoscalers', parse: parseHorizontalPodAutoscaler, ...inNamespacesOfServices(interest) };
}

export function networkPolicySpec(interest: Interest): Spec<'networkPolicies'> {
  return { resource: 'networkPolicies', parse: parseNetworkPolicy, ...inNamespacesOfServices(interest) };
}
