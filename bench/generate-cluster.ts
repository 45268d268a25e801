import { LOCATION, NODE_RESOURCE_GROUP, SUBSCRIPTION, scaleSetId } from './cluster/arm-ids.ts';
import type { ClusterSize } from './cluster/cluster-size.ts';
import { type PlannedNode, planNodes } from './cluster/plan-nodes.ts';
import { type PlannedService, type PodAddresses, planServices, podAddresses } from './cluster/plan-services.ts';
import { rawEndpointSlices } from './cluster/raw-endpoint-slice.ts';
import { rawLoadBalancer, rawPublicIpAddresses } from './cluster/raw-load-balancer.ts';
import { rawLease, rawNode } from './cluster/raw-node.ts';
import { type PlannedPod, rawPod } from './cluster/raw-pod.ts';
import { rawService } from './cluster/raw-service.ts';
import { type SeededRandom, seededRandom } from './cluster/seeded-random.ts';
import type { ArmLoadBalancer, ArmPublicIpAddress } from './wire/arm-objects.ts';
import type { WireEndpointSlice, WireNode, WireService } from './wire/kubernetes-objects.ts';

/** A healthy AKS cluster as the API server and ARM would print it. */
export interface GeneratedCluster {
  readonly nodes: readonly WireNode[];
  readonly leases: readonly Readonly<Record<string, unknown>>[];
  readonly services: readonly WireService[];
  readonly endpointSlices: readonly WireEndpointSlice[];
  readonly loadBalancers: readonly ArmLoadBalancer[];
  readonly publicIPAddresses: readonly ArmPublicIpAddress[];
  readonly scaleSets: readonly Readonly<Record<string, unknown>>[];
  readonly managedCluster: Readonly<Record<string, unknown>>;
  /** Made one at a time: all of them at once are some 300 MB of JSON. The same pods on every call. */
  readonly pods: () => Generator<Readonly<Record<string, unknown>>>;
}

/** The same size and seed give the same cluster. Nothing in it is wrong, drifted or on its way out. */
export function generateCluster(size: ClusterSize, seed: number): GeneratedCluster {
  const random = seededRandom(seed);
  const nodes = planNodes(size.nodes, random);
  const addresses = podAddresses();
  const planned = planServices(size, nodes, addresses, random);
  const services = planned.map(rawService);
  const behindServices = podsOfServices(planned);
  const others = otherPods(size, behindServices.length, nodes, addresses, random);
  return {
    nodes: nodes.map((node) => rawNode(node, size.imagesPerNode)),
    leases: nodes.map(rawLease),
    services,
    endpointSlices: planned.flatMap((service) => rawEndpointSlices(service, random)),
    loadBalancers: [false, true].map((internal) => rawLoadBalancer(internal, services, nodes, 'servicenodeport')),
    publicIPAddresses: rawPublicIpAddresses(services),
    scaleSets: rawScaleSets(nodes),
    managedCluster: rawManagedCluster(),
    pods: function* pods() {
      for (const pod of behindServices) yield rawPod(pod);
      for (const pod of others) yield rawPod(pod);
    },
  };
}

function podsOfServices(services: readonly PlannedService[]): readonly PlannedPod[] {
  let number = 0;
  return services.flatMap((service) =>
    service.endpoints.map((endpoint) => ({
      number: number++,
      namespace: service.namespace,
      app: service.name,
      templateHash: service.templateHash,
      name: endpoint.podName,
      uid: endpoint.podUid,
      ip: endpoint.ip,
      node: endpoint.node,
      state: endpoint.state,
    })),
  );
}

/** Pods that no load balancer reaches, spread over all nodes. */
function otherPods(
  size: ClusterSize,
  alreadyMade: number,
  nodes: readonly PlannedNode[],
  addresses: PodAddresses,
  random: SeededRandom,
): readonly PlannedPod[] {
  const pods: PlannedPod[] = [];
  for (let number = alreadyMade; number < size.pods; number++) {
    const node = nodes[number % nodes.length];
    if (node === undefined) throw new Error('a cluster needs at least one node');
    const app = `job-${number % 997}`;
    const templateHash = `6f7b${(number % 997).toString(36).padStart(6, '0')}`;
    pods.push({
      number,
      namespace: `batch-${number % 50}`,
      app,
      templateHash,
      name: `${app}-${templateHash}-${random.suffix(5)}${number.toString(36)}`,
      uid: random.uuid(),
      ip: addresses(node),
      node,
      state: 'ready',
    });
  }
  return pods;
}

function rawScaleSets(nodes: readonly PlannedNode[]): readonly Readonly<Record<string, unknown>>[] {
  const byScaleSet = Map.groupBy(nodes, (node) => node.scaleSet);
  return [...byScaleSet].map(([name, members]) => ({
    id: scaleSetId(name),
    name,
    type: 'Microsoft.Compute/virtualMachineScaleSets',
    location: LOCATION,
    sku: { name: 'Standard_D8s_v5', tier: 'Standard', capacity: members.length },
    tags: { 'aks-managed-poolName': members[0]?.pool ?? '', 'aks-managed-orchestrator': 'Kubernetes:1.36.2' },
    zones: ['1', '2', '3'],
    properties: {
      provisioningState: 'Succeeded',
      orchestrationMode: 'Uniform',
      virtualMachineProfile:
        members[0]?.kind === 'spot'
          ? { priority: 'Spot', evictionPolicy: 'Delete', billingProfile: { maxPrice: -1 } }
          : { priority: 'Regular' },
    },
  }));
}

function rawManagedCluster(): Readonly<Record<string, unknown>> {
  return {
    id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/shop-rg/providers/Microsoft.ContainerService/managedClusters/shop`,
    name: 'shop',
    type: 'Microsoft.ContainerService/ManagedClusters',
    location: LOCATION,
    properties: {
      provisioningState: 'Succeeded',
      kubernetesVersion: '1.36.2',
      nodeResourceGroup: NODE_RESOURCE_GROUP,
      networkProfile: {
        networkPlugin: 'azure',
        networkDataplane: 'azure',
        networkPolicy: 'none',
        loadBalancerSku: 'standard',
        outboundType: 'loadBalancer',
        loadBalancerProfile: {
          backendPoolType: 'nodeIPConfiguration',
          clusterServiceLoadBalancerHealthProbeMode: 'ServiceNodePort',
        },
      },
    },
  };
}
