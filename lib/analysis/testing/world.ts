import type { ClusterNode } from '../../snapshot/cluster-node.ts';
import type { EndpointSlice } from '../../snapshot/endpoint-slice.ts';
import type { PublicIpAddress } from '../../snapshot/public-ip-address.ts';
import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { GROUP, testBalancer } from './balancer.ts';

export const NOW = '2026-11-21T03:12:00Z';

/** `web@n0`: a ready endpoint on node n0. State after a colon: `web@n1:not-ready`. */
export interface World {
  readonly nodes: readonly ClusterNode[];
  readonly services: readonly Service[];
  /** By Service name. */
  readonly endpoints: Readonly<Record<string, readonly TestEndpoint[]>>;
}

export interface TestEndpoint {
  readonly node: string | null;
  readonly state?: 'ready' | 'not-ready' | 'serving-terminating' | 'terminating';
  readonly hintZones?: readonly string[];
}

export function testNode(name: string, index: number, changes: Partial<ClusterNode> = {}): ClusterNode {
  return {
    name,
    uid: `uid-${name}`,
    resourceVersion: '1',
    createdAt: '2026-11-01T00:00:00Z',
    deletedAt: null,
    labels: {
      'kubernetes.azure.com/agentpool': 'apps',
      'topology.kubernetes.io/zone': `westeurope-${(index % 3) + 1}`,
      ...changes.labels,
    },
    taints: changes.taints ?? [],
    providerId: `azure:///subscriptions/s1/resourceGroups/mc_rg_test_westeurope/providers/Microsoft.Compute/virtualMachineScaleSets/vmss/virtualMachines/${index}`,
    internalIPs: [`10.224.0.${index + 4}`],
    unschedulable: changes.unschedulable ?? false,
    conditions: changes.conditions ?? [readyCondition('True')],
    podCidrs: [],
    kubeletVersion: null,
  };
}

export function readyCondition(status: 'True' | 'False' | 'Unknown') {
  return { type: 'Ready', status, reason: '', message: '', changedAt: NOW, heartbeatAt: NOW };
}

export function testService(name: string, changes: Partial<Service> = {}): Service {
  const number =
    Array.from(name, (letter) => letter.charCodeAt(0)).reduce((sum, code) => sum * 31 + code, 7) % 0xffffff;
  const local = changes.externalTrafficPolicy === 'Local';
  return {
    namespace: 'shop',
    name,
    uid: `${number.toString(16).padStart(8, '0')}-0000-4000-8000-0123456789ab`,
    resourceVersion: '1',
    createdAt: '2026-11-10T00:00:00Z',
    deletedAt: null,
    finalizers: [],
    gateway: null,
    annotations: {},
    externalTrafficPolicy: 'Cluster',
    internalTrafficPolicy: 'Cluster',
    healthCheckNodePort: local ? 32_000 : null,
    sessionAffinity: 'None',
    sessionAffinityTimeoutSeconds: null,
    ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 8080, nodePort: 30_080, appProtocol: null }],
    selector: { app: name },
    loadBalancerIP: null,
    loadBalancerClass: null,
    loadBalancerSourceRanges: [],
    allocateLoadBalancerNodePorts: true,
    publishNotReadyAddresses: false,
    trafficDistribution: null,
    ipFamilies: ['IPv4'],
    externalIPs: [],
    ingress: [{ ip: `20.0.${number % 200}.${number % 250}`, hostname: null, ipMode: 'VIP' }],
    ...changes,
  };
}

/** A cluster whose Azure side is exactly what the cloud controller would make of the Services. */
export function testSnapshot(world: World): Snapshot {
  const live = { state: 'live' as const, observedAt: NOW, error: null, resources: [] };
  const empty: Snapshot = {
    formatVersion: 1,
    cluster: 'test',
    takenAt: NOW,
    sources: { kubernetes: live, azure: live, probes: { ...live, state: 'absent', observedAt: null } },
    kubernetes: {
      services: world.services,
      endpointSlices: world.services.map((service) => sliceOf(service, world.endpoints[service.name] ?? [])),
      nodes: world.nodes,
      pods: [],
      workloads: [],
      disruptionBudgets: [],
      autoscalers: [],
      networkPolicies: [],
      hostRoutes: [],
      events: [],
      leases: null,
    },
    azure: {
      loadBalancers: [],
      publicIPAddresses: world.services.flatMap(publicIpOf),
      networkSecurityGroups: [],
      scaleSets: null,
      scaleSetVms: null,
      networkInterfaces: null,
      loadBalancerMetrics: null,
      managedCluster: null,
    },
    probes: { ruleHealth: [], observed: [] },
  };
  return { ...empty, azure: { ...empty.azure, loadBalancers: [testBalancer(world.services, world.nodes, empty)] } };
}

function sliceOf(service: Service, endpoints: readonly TestEndpoint[]): EndpointSlice {
  return {
    namespace: service.namespace,
    name: `${service.name}-abcde`,
    resourceVersion: '1',
    serviceName: service.name,
    turns: {},
    family: 'IPv4',
    ports: service.ports.map((port) => ({ name: port.name, protocol: port.protocol, port: 8080 })),
    endpoints: endpoints.map((endpoint, index) => {
      const state = endpoint.state ?? 'ready';
      return {
        address: `10.244.${service.name.length}.${index + 1}`,
        ready: state === 'ready',
        serving: state === 'ready' || state === 'serving-terminating',
        terminating: state.endsWith('terminating'),
        nodeName: endpoint.node,
        zone: null,
        podNamespace: service.namespace,
        podName: `${service.name}-${index}`,
        hintZones: endpoint.hintZones ?? [],
        hintNodes: [],
      };
    }),
  };
}

function publicIpOf(service: Service): readonly PublicIpAddress[] {
  const ip = service.ingress[0]?.ip;
  if (!ip) return [];
  return [
    {
      id: `${GROUP}/publicIPAddresses/kubernetes-${service.name}`,
      name: `kubernetes-${service.name}`,
      resourceGroup: 'MC_rg_test_westeurope',
      ipAddress: ip,
      family: 'IPv4',
      sku: 'Standard',
      dnsLabel: null,
      fqdn: null,
      tags: { 'k8s-azure-cluster-name': 'kubernetes', 'k8s-azure-service': `${service.namespace}/${service.name}` },
      ipConfigurationId: null,
      provisioningState: 'Succeeded',
    },
  ];
}
