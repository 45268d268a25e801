import type { EndpointSlice } from '../../../snapshot/endpoint-slice.ts';
import type { LoadBalancingRule } from '../../../snapshot/load-balancer.ts';
import type { Pod } from '../../../snapshot/pod.ts';
import type { Service } from '../../../snapshot/service.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import { editBalancer } from '../edit.ts';
import { rolloutWorld, testWorkload } from '../workloads.ts';
import { NOW } from '../world.ts';
import { reconciled } from './reconciled.ts';

export const LOCAL: Partial<Service> = { externalTrafficPolicy: 'Local' };
export const PREFIX = 'service.beta.kubernetes.io/';

type Workload = Parameters<typeof testWorkload>;

/** A pod on each of three nodes in three zones, with all that belongs to it, and the rules of the security group. */
export function wellBuilt(service: Partial<Service> = {}, ...workload: Workload): Snapshot {
  const world = rolloutWorld(testWorkload(...workload), service);
  const leases = (world.kubernetes.nodes ?? []).map(({ name }) => ({
    nodeName: name,
    resourceVersion: '1',
    renewedAt: NOW,
    durationSeconds: 40,
  }));
  return reconciled({ ...world, kubernetes: { ...world.kubernetes, leases } });
}

/** A change of the objects of Kubernetes. */
export function inKubernetes(snapshot: Snapshot, changes: Partial<Snapshot['kubernetes']>): Snapshot {
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, ...changes } };
}

/** A change of the objects of Azure. */
export function inAzure(snapshot: Snapshot, changes: Partial<Snapshot['azure']>): Snapshot {
  return { ...snapshot, azure: { ...snapshot.azure, ...changes } };
}

type Endpoint = EndpointSlice['endpoints'][number];

/** Each endpoint changed; `index` counts from zero. */
export function editEndpoints(snapshot: Snapshot, edit: (endpoint: Endpoint, index: number) => Endpoint): Snapshot {
  const endpointSlices = (snapshot.kubernetes.endpointSlices ?? []).map((slice) => ({
    ...slice,
    endpoints: slice.endpoints.map(edit),
  }));
  return inKubernetes(snapshot, { endpointSlices });
}

/** Endpoints on these nodes and no others, one for each time that a node is named. */
export function endpointsOn(snapshot: Snapshot, ...nodes: readonly string[]): Snapshot {
  const endpointSlices = (snapshot.kubernetes.endpointSlices ?? []).map((slice) => {
    const [like] = slice.endpoints;
    if (like === undefined) throw new Error('the world has no endpoint to copy');
    const endpoints = nodes.map((nodeName, index) => ({
      ...like,
      nodeName,
      address: `10.244.9.${index + 1}`,
      podName: `${slice.serviceName}-${index}`,
      ready: true,
      serving: true,
      terminating: false,
    }));
    return { ...slice, endpoints };
  });
  return inKubernetes(snapshot, { endpointSlices });
}

/** The snapshot with a pod behind each endpoint. */
export function withPods(snapshot: Snapshot, changes: (endpoint: Endpoint, index: number) => Partial<Pod>): Snapshot {
  const endpoints = (snapshot.kubernetes.endpointSlices ?? []).flatMap((slice) => slice.endpoints);
  const pods = endpoints.map((endpoint, index): Pod => ({ ...podOf(endpoint), ...changes(endpoint, index) }));
  return inKubernetes(snapshot, { pods });
}

function podOf({ podName, nodeName, address, ready }: Endpoint): Pod {
  return {
    namespace: 'shop',
    name: podName ?? '',
    uid: `uid-${podName}`,
    resourceVersion: '1',
    createdAt: '2026-11-10T00:00:00Z',
    deletedAt: null,
    deletionGracePeriodSeconds: null,
    labels: { app: 'web' },
    owner: { kind: 'Deployment', name: 'web' },
    nodeName,
    podIPs: [address],
    hostNetwork: false,
    phase: 'Running',
    ready,
    readyChangedAt: '2026-11-10T00:00:00Z',
    terminationGracePeriodSeconds: 60,
    containers: [],
    containerStates: [],
  };
}

/** A rule more on the load balancer, like its first one. */
export function addRule(snapshot: Snapshot, changes: Partial<LoadBalancingRule>): Snapshot {
  return editBalancer(snapshot, (lb) => {
    const [like] = lb.rules;
    if (like === undefined) throw new Error('the world has no rule to copy');
    const rule = { ...like, ...changes };
    return { ...lb, rules: [...lb.rules, { ...rule, id: like.id.replace(like.name, rule.name) }] };
  });
}
