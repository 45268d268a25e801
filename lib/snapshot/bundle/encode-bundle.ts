import type { KubernetesPart } from '../kubernetes-part.ts';
import type { Loaded, Snapshot } from '../snapshot.ts';
import type { WorkloadKind } from '../workload.ts';
import { azureLists } from './azure-lists.ts';
import { MANIFEST_PATH } from './decode-manifest.ts';
import { OBSERVED_PATH } from './decode-observed.ts';
import {
  encodeManagedCluster,
  encodeNetworkInterface,
  encodeNetworkSecurityGroup,
  encodePublicIpAddress,
  encodeRuleHealth,
  encodeScaleSet,
  encodeScaleSetVm,
} from './encode-azure.ts';
import { encodeClusterEvent } from './encode-cluster-event.ts';
import { encodeClusterNode, encodeLease } from './encode-cluster-node.ts';
import { encodeHostRoute } from './encode-host-route.ts';
import { encodeLoadBalancer } from './encode-load-balancer.ts';
import { encodePod } from './encode-pod.ts';
import { encodeHorizontalPodAutoscaler, encodeNetworkPolicy, encodePodDisruptionBudget } from './encode-policy.ts';
import { encodeEndpointSlice, encodeService } from './encode-service.ts';
import { encodeWorkload } from './encode-workload.ts';
import { healthPath } from './health-path.ts';
import { hostRouteKinds } from './host-route-lists.ts';
import { kubernetesLists } from './kubernetes-lists.ts';
import { encodeMetrics } from './metrics-files.ts';
import type { WireObject } from './wire-object.ts';

type Files = Map<string, string>;

/** One object per line, so that a problem's line says which. */
function listText(head: string, objects: readonly unknown[]): string {
  const lines = objects.map((object) => JSON.stringify(object)).join(',\n');
  return `{${head}:[\n${lines}\n]}\n`;
}

function put<T>(files: Files, path: string, head: string, values: Loaded<T>, encode: (value: T) => WireObject): void {
  if (values !== null) files.set(path, listText(head, values.map(encode)));
}

const KUBERNETES_HEAD = '"apiVersion":"v1","kind":"List","items"';
const ARM_HEAD = '"value"';

const WORKLOAD_LISTS: Readonly<Record<WorkloadKind, { readonly resource: string; readonly path: string }>> = {
  Deployment: kubernetesLists.deployments,
  ReplicaSet: kubernetesLists.replicaSets,
  StatefulSet: kubernetesLists.statefulSets,
  DaemonSet: kubernetesLists.daemonSets,
};

const WORKLOAD_KINDS: readonly WorkloadKind[] = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'];

/** A kind that was never loaded gets no file, which reads differently from a file that lists none. */
function putWorkloads(files: Files, { workloads }: KubernetesPart, unloaded: ReadonlySet<string>): void {
  if (workloads === null) return;
  const present = WORKLOAD_KINDS.filter(
    (kind) => !unloaded.has(WORKLOAD_LISTS[kind].resource) || workloads.some((workload) => workload.kind === kind),
  );
  for (const kind of present.length > 0 ? present : WORKLOAD_KINDS) {
    const ofKind = workloads.filter((workload) => workload.kind === kind);
    put(files, WORKLOAD_LISTS[kind].path, KUBERNETES_HEAD, ofKind, encodeWorkload);
  }
}

function putHostRoutes(files: Files, { hostRoutes }: KubernetesPart, unloaded: ReadonlySet<string>): void {
  if (hostRoutes === null) return;
  const isPresent = ({ kind, list }: (typeof hostRouteKinds)[number]): boolean =>
    !unloaded.has(list.resource) || hostRoutes.some((route) => route.kind === kind);
  const present = hostRouteKinds.filter(isPresent);
  for (const { kind, list } of present.length > 0 ? present : hostRouteKinds) {
    const ofKind = hostRoutes.filter((route) => route.kind === kind);
    put(files, list.path, KUBERNETES_HEAD, ofKind, encodeHostRoute);
  }
}

function putKubernetes(files: Files, { kubernetes, sources }: Snapshot): void {
  const add = <T>(list: { readonly path: string }, values: Loaded<T>, encode: (value: T) => WireObject) =>
    put(files, list.path, KUBERNETES_HEAD, values, encode);
  const unloaded = sources.kubernetes.resources.filter((status) => status.observedAt === null);
  add(kubernetesLists.services, kubernetes.services, encodeService);
  add(kubernetesLists.endpointSlices, kubernetes.endpointSlices, encodeEndpointSlice);
  add(kubernetesLists.nodes, kubernetes.nodes, encodeClusterNode);
  add(kubernetesLists.pods, kubernetes.pods, encodePod);
  const withoutData = new Set(unloaded.map((status) => status.resource));
  putWorkloads(files, kubernetes, withoutData);
  add(kubernetesLists.disruptionBudgets, kubernetes.disruptionBudgets, encodePodDisruptionBudget);
  add(kubernetesLists.autoscalers, kubernetes.autoscalers, encodeHorizontalPodAutoscaler);
  add(kubernetesLists.networkPolicies, kubernetes.networkPolicies, encodeNetworkPolicy);
  putHostRoutes(files, kubernetes, withoutData);
  add(kubernetesLists.events, kubernetes.events, encodeClusterEvent);
  add(kubernetesLists.leases, kubernetes.leases, encodeLease);
}

function putAzure(files: Files, { azure }: Snapshot): void {
  const add = <T>(list: { readonly path: string }, values: Loaded<T>, encode: (value: T) => WireObject) =>
    put(files, list.path, ARM_HEAD, values, encode);
  add(azureLists.loadBalancers, azure.loadBalancers, encodeLoadBalancer);
  add(azureLists.publicIPAddresses, azure.publicIPAddresses, encodePublicIpAddress);
  add(azureLists.networkSecurityGroups, azure.networkSecurityGroups, encodeNetworkSecurityGroup);
  add(azureLists.scaleSets, azure.scaleSets, encodeScaleSet);
  add(azureLists.scaleSetVms, azure.scaleSetVms, encodeScaleSetVm);
  add(azureLists.networkInterfaces, azure.networkInterfaces, encodeNetworkInterface);
  for (const [path, text] of encodeMetrics(azure.loadBalancerMetrics)) files.set(path, text);
  if (azure.managedCluster === null) return;
  files.set(azureLists.managedCluster.path, `${JSON.stringify(encodeManagedCluster(azure.managedCluster))}\n`);
}

function putProbes(files: Files, { probes }: Snapshot): void {
  for (const health of probes.ruleHealth) {
    files.set(healthPath(health), `${JSON.stringify(encodeRuleHealth(health))}\n`);
  }
  if (probes.observed.length === 0) return;
  files.set(OBSERVED_PATH, `[\n${probes.observed.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`);
}

/**
 * Writes a snapshot as the files of a bundle (path → text), in the shapes of `kubectl` and `az`. Decoding them
 * gives the same snapshot; workloads come back in the order of their kinds, health answers by load balancer and
 * rule. The manifest keeps what is known of each source.
 */
export function encodeBundle(snapshot: Snapshot): Map<string, string> {
  const { formatVersion, cluster, takenAt, sources } = snapshot;
  const files: Files = new Map();
  files.set(MANIFEST_PATH, `${JSON.stringify({ formatVersion, cluster, takenAt, sources }, null, 2)}\n`);
  putKubernetes(files, snapshot);
  putAzure(files, snapshot);
  putProbes(files, snapshot);
  return files;
}
