import type { z } from 'zod';
import { endpointSliceSchema } from './endpoint-slice.ts';
import {
  gatewaySchema,
  httpRouteSchema,
  ingressSchema,
  istioGatewaySchema,
  virtualServiceSchema,
} from './host-routes.ts';
import { leaseSchema, nodeSchema } from './node.ts';
import type { KubeObject } from './object-meta.ts';
import { podSchema } from './pod.ts';
import {
  autoscalerSchema,
  disruptionBudgetSchema,
  eventSchema,
  namespaceSchema,
  networkPolicySchema,
} from './policy.ts';
import { serviceSchema } from './service.ts';
import { daemonSetSchema, deploymentSchema, replicaSetSchema, statefulSetSchema } from './workload.ts';

/** The schema of every kind in the box: it checks, fills in defaults and gives the type. */
export const schemas = {
  namespaces: namespaceSchema,
  nodes: nodeSchema,
  pods: podSchema,
  services: serviceSchema,
  endpointslices: endpointSliceSchema,
  leases: leaseSchema,
  events: eventSchema,
  deployments: deploymentSchema,
  replicasets: replicaSetSchema,
  statefulsets: statefulSetSchema,
  daemonsets: daemonSetSchema,
  poddisruptionbudgets: disruptionBudgetSchema,
  horizontalpodautoscalers: autoscalerSchema,
  networkpolicies: networkPolicySchema,
  ingresses: ingressSchema,
  gateways: gatewaySchema,
  httproutes: httpRouteSchema,
  istiogateways: istioGatewaySchema,
  virtualservices: virtualServiceSchema,
} as const;

export type ResourceName = keyof typeof schemas;
export type ObjectOf<R extends ResourceName> = z.infer<(typeof schemas)[R]>;
export type AnyObject = { [R in ResourceName]: ObjectOf<R> }[ResourceName];

export interface ResourceInfo {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly singular: string;
  /** Where another group has a kind of that plural: the plural. Else it is the name of the resource. */
  readonly plural?: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  readonly subresources: readonly ('status' | 'scale' | 'eviction' | 'log')[];
  readonly categories: readonly string[];
}

const info = (
  group: string,
  version: string,
  kind: string,
  shortNames: readonly string[],
  subresources: ResourceInfo['subresources'] = [],
  namespaced = true,
  categories: readonly string[] = [],
): ResourceInfo => ({
  group,
  version,
  kind,
  singular: kind.toLowerCase(),
  shortNames,
  namespaced,
  subresources,
  categories,
});

const all = ['all'];

export const resources: Readonly<Record<ResourceName, ResourceInfo>> = {
  namespaces: info('', 'v1', 'Namespace', ['ns'], ['status'], false),
  nodes: info('', 'v1', 'Node', ['no'], ['status'], false),
  pods: info('', 'v1', 'Pod', ['po'], ['status', 'eviction', 'log'], true, all),
  services: info('', 'v1', 'Service', ['svc'], ['status'], true, all),
  events: info('', 'v1', 'Event', ['ev']),
  endpointslices: info('discovery.k8s.io', 'v1', 'EndpointSlice', []),
  leases: info('coordination.k8s.io', 'v1', 'Lease', []),
  deployments: info('apps', 'v1', 'Deployment', ['deploy'], ['status', 'scale'], true, all),
  replicasets: info('apps', 'v1', 'ReplicaSet', ['rs'], ['status', 'scale'], true, all),
  statefulsets: info('apps', 'v1', 'StatefulSet', ['sts'], ['status', 'scale'], true, all),
  daemonsets: info('apps', 'v1', 'DaemonSet', ['ds'], ['status'], true, all),
  poddisruptionbudgets: info('policy', 'v1', 'PodDisruptionBudget', ['pdb'], ['status']),
  horizontalpodautoscalers: info('autoscaling', 'v2', 'HorizontalPodAutoscaler', ['hpa'], ['status'], true, all),
  networkpolicies: info('networking.k8s.io', 'v1', 'NetworkPolicy', ['netpol']),
  ingresses: info('networking.k8s.io', 'v1', 'Ingress', ['ing'], ['status']),
  gateways: info('gateway.networking.k8s.io', 'v1', 'Gateway', ['gtw'], ['status']),
  httproutes: info('gateway.networking.k8s.io', 'v1', 'HTTPRoute', [], ['status']),
  istiogateways: { ...info('networking.istio.io', 'v1', 'Gateway', ['gw']), plural: 'gateways' },
  virtualservices: info('networking.istio.io', 'v1', 'VirtualService', ['vs']),
};

/** Kinds whose objects count the changes of their spec. */
const WITHOUT_GENERATION: readonly ResourceName[] = ['namespaces', 'nodes', 'services', 'events', 'leases'];

export const hasGeneration = (resource: ResourceName): boolean => !WITHOUT_GENERATION.includes(resource);

export const resourceNames = Object.keys(resources).filter((name): name is ResourceName => name in schemas);

export const groupVersion = (resource: ResourceInfo): string =>
  resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;

/** The resource as paths name it. */
export const pluralOf = (resource: ResourceName): string => resources[resource].plural ?? resource;

/** `namespace/name`, or the name alone for kinds without a namespace. */
export const keyOf = (object: KubeObject): string =>
  object.metadata.namespace === undefined
    ? object.metadata.name
    : `${object.metadata.namespace}/${object.metadata.name}`;

/** The kind a manifest means, null when the box does not know it. */
export function resourceOfKind(apiVersion: string, kind: string): ResourceName | null {
  return (
    resourceNames.find((name) => resources[name].kind === kind && groupVersion(resources[name]) === apiVersion) ?? null
  );
}
