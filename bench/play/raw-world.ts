import { CREATED_AT, TAKEN_AT } from '../cluster/arm-ids.ts';
import type { PlannedNode } from '../cluster/plan-nodes.ts';
import { type PoolMachine, rawLoadBalancer, rawPublicIpAddresses } from '../cluster/raw-load-balancer.ts';
import { rawLease, rawNode } from '../cluster/raw-node.ts';
import type { RawWorld } from '../play-connections.ts';
import type { ArmPublicIpAddress } from '../wire/arm-objects.ts';
import type { WireEndpoint, WireEndpointSlice, WireNode, WireService } from '../wire/kubernetes-objects.ts';
import type { EndpointSpec, NodeSpec, WorldSpec } from './world-spec.ts';

export interface WrittenWorld extends RawWorld {
  readonly leases: readonly Readonly<Record<string, unknown>>[];
  readonly publicIPAddresses: readonly ArmPublicIpAddress[];
  readonly managedCluster: Readonly<Record<string, unknown>>;
  readonly service: WireService;
}

const SCALE_SET = 'aks-apps-22222222-vmss';
const LOST_SCALE_SET = 'aks-spot-33333333-vmss';
const SERVICE_UID = '7e3b6f0a-91c4-4d58-8a2b-5c6d7e8f9a01';

/** Writes a spec as the API server and ARM would print it, with everything the cloud controller would make. */
export function rawWorld(spec: WorldSpec): WrittenWorld {
  const service = worldService(spec);
  const members: PoolMachine[] = spec.nodes.flatMap((node, index) =>
    node.member ? [{ scaleSet: SCALE_SET, instance: index }] : [],
  );
  for (let stranger = 0; stranger < spec.strangers; stranger++) {
    members.push({ scaleSet: LOST_SCALE_SET, instance: 90 + stranger });
  }
  return {
    nodes: spec.nodes.map(worldNode),
    leases: spec.nodes.map((node, index) => rawLease(plannedNode(node, index))),
    services: [service],
    service,
    endpointSlices: worldSlices(spec),
    loadBalancers: [rawLoadBalancer(spec.internal, [service], members, spec.probeMode)],
    publicIPAddresses: rawPublicIpAddresses([service]),
    managedCluster: {
      name: 'shop',
      properties: {
        networkProfile: {
          loadBalancerProfile: {
            backendPoolType: 'nodeIPConfiguration',
            clusterServiceLoadBalancerHealthProbeMode: spec.probeMode,
          },
        },
      },
    },
  };
}

function nodeName(index: number): string {
  return `${SCALE_SET}${index.toString(36).padStart(6, '0')}`;
}

function plannedNode(node: NodeSpec, index: number): PlannedNode {
  return {
    index,
    name: nodeName(index),
    uid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    kind: node.spot ? 'spot' : 'user',
    pool: node.spot ? 'spot' : 'apps',
    scaleSet: SCALE_SET,
    instance: index,
    zone: node.zone ?? '',
    ip: `10.224.0.${index + 4}`,
    podNetwork: `10.244.${index}`,
  };
}

function worldNode(node: NodeSpec, index: number): WireNode {
  const raw = rawNode(plannedNode(node, index), 0);
  const { 'topology.kubernetes.io/zone': zone, ...labels } = raw.metadata.labels ?? {};
  const taints = [
    ...(raw.spec.taints ?? []),
    ...(node.beingRemoved
      ? [{ key: 'ToBeDeletedByClusterAutoscaler', value: '1795230000', effect: 'NoSchedule' }]
      : []),
    ...(node.cordoned ? [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] : []),
  ];
  return {
    ...raw,
    metadata: {
      ...raw.metadata,
      ...(node.deleting ? { deletionTimestamp: TAKEN_AT } : {}),
      labels: {
        ...labels,
        ...(node.zone === null || zone === undefined ? {} : { 'topology.kubernetes.io/zone': zone }),
        ...(node.excluded ? { 'node.kubernetes.io/exclude-from-external-load-balancers': 'true' } : {}),
      },
    },
    spec: { ...raw.spec, ...(node.cordoned ? { unschedulable: true } : {}), taints },
    status: { ...raw.status, conditions: [readyCondition(node.ready)] },
  };
}

function readyCondition(status: NodeSpec['ready']): Readonly<Record<string, string>> {
  const reason = status === 'Unknown' ? 'NodeStatusUnknown' : 'KubeletReady';
  return { type: 'Ready', status, reason, message: '', lastHeartbeatTime: TAKEN_AT, lastTransitionTime: CREATED_AT };
}

function worldService(spec: WorldSpec): WireService {
  const prefix = 'service.beta.kubernetes.io/';
  const withoutProbe = spec.withoutProbe
    ? spec.ports.map((port) => [`${prefix}port_${port.port}_no_probe_rule`, 'true'])
    : [];
  const internal = spec.internal ? [[`${prefix}azure-load-balancer-internal`, 'true']] : [];
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'web',
      namespace: 'shop',
      uid: SERVICE_UID,
      resourceVersion: '7',
      creationTimestamp: CREATED_AT,
      finalizers: ['service.kubernetes.io/load-balancer-cleanup'],
      annotations: Object.fromEntries([...withoutProbe, ...internal]),
    },
    spec: {
      type: 'LoadBalancer',
      externalTrafficPolicy: spec.policy,
      internalTrafficPolicy: 'Cluster',
      ...(spec.policy === 'Local' ? { healthCheckNodePort: 32_000 } : {}),
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: spec.ports.map((port, index) => ({ ...port, targetPort: port.port + 8000, nodePort: 30_080 + index })),
      publishNotReadyAddresses: spec.endpoints.some((endpoint) => endpoint.conditions.serving === false),
      selector: { app: 'web' },
      sessionAffinity: spec.affinity ? 'ClientIP' : 'None',
    },
    status: { loadBalancer: { ingress: [{ ip: spec.internal ? '10.239.0.9' : '20.73.0.9', ipMode: 'VIP' }] } },
  };
}

function worldSlices(spec: WorldSpec): readonly WireEndpointSlice[] {
  const all = spec.endpoints.map((endpoint, index) => worldEndpoint(endpoint, index));
  const firstOnly = all.filter((_, index) => spec.endpoints[index]?.firstPortOnly === true);
  const rest = all.filter((_, index) => spec.endpoints[index]?.firstPortOnly !== true);
  return [
    worldSlice(spec, 'web-all', spec.ports, rest),
    worldSlice(spec, 'web-first', spec.ports.slice(0, 1), firstOnly),
    ...(spec.repeated ? [worldSlice(spec, 'web-again', spec.ports, rest.slice(0, 3))] : []),
  ];
}

function worldSlice(
  spec: WorldSpec,
  name: string,
  ports: WorldSpec['ports'],
  endpoints: readonly WireEndpoint[],
): WireEndpointSlice {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    addressType: 'IPv4',
    metadata: {
      name,
      namespace: 'shop',
      uid: `11111111-0000-4000-8000-${String(name.length).padStart(12, '0')}`,
      resourceVersion: String(spec.endpoints.length),
      creationTimestamp: CREATED_AT,
      labels: { 'kubernetes.io/service-name': 'web' },
    },
    ports: ports.map((port) => ({ name: port.name, protocol: port.protocol, port: port.port + 8000 })),
    endpoints,
  };
}

function worldEndpoint(endpoint: EndpointSpec, index: number): WireEndpoint {
  const name = endpoint.node === -2 ? 'aks-gone-44444444-vmss000000' : nodeName(endpoint.node);
  const hints = {
    ...(endpoint.hintZones.length > 0 ? { forZones: endpoint.hintZones.map((zone) => ({ name: zone })) } : {}),
    ...(endpoint.hintNodes.length > 0
      ? { forNodes: endpoint.hintNodes.map((node) => ({ name: nodeName(node) })) }
      : {}),
  };
  return {
    addresses: [`10.244.${Math.max(0, endpoint.node)}.${index + 10}`],
    conditions: endpoint.conditions,
    ...(endpoint.node === -1 ? {} : { nodeName: name }),
    targetRef: { kind: 'Pod', namespace: 'shop', name: `web-${index}`, uid: `22222222-0000-4000-8000-${index}` },
    ...(Object.keys(hints).length > 0 ? { hints } : {}),
  };
}
