/** A resource this product reads. */
export interface KubeResource {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  /** What comes with an add-on: versions that may be served instead, preferred first. */
  readonly otherVersions?: readonly string[];
}

const GATEWAY_API = 'gateway.networking.k8s.io';
const ISTIO = 'networking.istio.io';

/**
 * Everything that is ever read from a cluster. Secrets and ConfigMaps are not in it, and a path can be made from
 * nothing else.
 */
export const kubeResources = {
  services: { group: '', version: 'v1', plural: 'services' },
  endpointSlices: { group: 'discovery.k8s.io', version: 'v1', plural: 'endpointslices' },
  nodes: { group: '', version: 'v1', plural: 'nodes' },
  pods: { group: '', version: 'v1', plural: 'pods' },
  deployments: { group: 'apps', version: 'v1', plural: 'deployments' },
  replicaSets: { group: 'apps', version: 'v1', plural: 'replicasets' },
  statefulSets: { group: 'apps', version: 'v1', plural: 'statefulsets' },
  daemonSets: { group: 'apps', version: 'v1', plural: 'daemonsets' },
  disruptionBudgets: { group: 'policy', version: 'v1', plural: 'poddisruptionbudgets' },
  autoscalers: { group: 'autoscaling', version: 'v2', plural: 'horizontalpodautoscalers' },
  networkPolicies: { group: 'networking.k8s.io', version: 'v1', plural: 'networkpolicies' },
  ingresses: { group: 'networking.k8s.io', version: 'v1', plural: 'ingresses' },
  gateways: { group: GATEWAY_API, version: 'v1', plural: 'gateways', otherVersions: ['v1beta1'] },
  httpRoutes: { group: GATEWAY_API, version: 'v1', plural: 'httproutes', otherVersions: ['v1beta1'] },
  tlsRoutes: { group: GATEWAY_API, version: 'v1', plural: 'tlsroutes', otherVersions: ['v1alpha3', 'v1alpha2'] },
  grpcRoutes: { group: GATEWAY_API, version: 'v1', plural: 'grpcroutes', otherVersions: ['v1alpha2'] },
  istioGateways: { group: ISTIO, version: 'v1', plural: 'gateways', otherVersions: ['v1beta1', 'v1alpha3'] },
  virtualServices: { group: ISTIO, version: 'v1', plural: 'virtualservices', otherVersions: ['v1beta1', 'v1alpha3'] },
  events: { group: '', version: 'v1', plural: 'events' },
  leases: { group: 'coordination.k8s.io', version: 'v1', plural: 'leases' },
} as const satisfies Record<string, KubeResource>;

export type KubeResourceName = keyof typeof kubeResources;

declare const allowed: unique symbol;

/** A path of the API server that this product may ask for; made by the functions of this file only. */
export type KubePath = string & { readonly [allowed]: true };

/** Casts because this is where allowed paths come from: every caller below takes its parts from the table above. */
function allow(path: string): KubePath {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return path as KubePath;
}

/** Versions of a resource that can be read, preferred first. */
export function versionsOf(name: KubeResourceName): readonly string[] {
  const { version, otherVersions = [] }: KubeResource = kubeResources[name];
  return [version, ...otherVersions];
}

/** True: it comes with an add-on, so a cluster without it is whole. */
export function isOptional(name: KubeResourceName): boolean {
  return versionsOf(name).length > 1;
}

/** Where it is said what is served of one version of a group. */
export function discoveryPath(group: typeof GATEWAY_API | typeof ISTIO, version: string): KubePath {
  return allow(`/apis/${group}/${encodeURIComponent(version)}`);
}

/** Path of a collection; namespace null: of the whole cluster. */
export function collectionPath(
  name: KubeResourceName,
  namespace: string | null = null,
  version: string = kubeResources[name].version,
): KubePath {
  const { group, plural } = kubeResources[name];
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const scope = namespace === null ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return allow(`${root}${scope}/${plural}`);
}

/** Where a caller asks what it may do itself; the only path that is posted to. */
export const accessReviewPath = allow('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews');

/** `group/resource` as permissions name it; the bare resource in the core group. */
export function qualifiedName(name: KubeResourceName): string {
  const { group, plural } = kubeResources[name];
  return group === '' ? plural : `${group}/${plural}`;
}
