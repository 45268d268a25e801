import type { ClusterNode } from '../../snapshot/cluster-node.ts';
import type { EndpointSlice } from '../../snapshot/endpoint-slice.ts';
import type { Frontend, LoadBalancer, LoadBalancingRule } from '../../snapshot/load-balancer.ts';
import type { Service } from '../../snapshot/service.ts';

export const GROUP = '/subscriptions/s/resourceGroups/MC_g';

export function testService(name: string, changes: Partial<Service> = {}): Service {
  return {
    namespace: 'shop',
    name,
    uid: `00000000-0000-0000-0000-${name.padStart(12, '0')}`,
    resourceVersion: '1',
    createdAt: null,
    deletedAt: null,
    finalizers: [],
    gateway: null,
    annotations: {},
    externalTrafficPolicy: 'Cluster',
    internalTrafficPolicy: 'Cluster',
    healthCheckNodePort: null,
    sessionAffinity: 'None',
    sessionAffinityTimeoutSeconds: null,
    ports: [],
    selector: null,
    loadBalancerIP: null,
    loadBalancerClass: null,
    loadBalancerSourceRanges: [],
    allocateLoadBalancerNodePorts: true,
    publishNotReadyAddresses: false,
    trafficDistribution: null,
    ipFamilies: ['IPv4'],
    externalIPs: [],
    ingress: [],
    ...changes,
  };
}

export function testNode(name: string, changes: Partial<ClusterNode> = {}): ClusterNode {
  return {
    name,
    uid: name,
    resourceVersion: '1',
    createdAt: null,
    deletedAt: null,
    labels: {},
    taints: [],
    providerId: null,
    internalIPs: [],
    unschedulable: false,
    conditions: [],
    podCidrs: [],
    kubeletVersion: null,
    ...changes,
  };
}

export function testSlice(serviceName: string, resourceVersion = '1'): EndpointSlice {
  const name = `${serviceName}-1`;
  return { namespace: 'shop', name, resourceVersion, serviceName, family: 'IPv4', ports: [], endpoints: [], turns: {} };
}

export function testRule(name: string, changes: Partial<LoadBalancingRule> = {}): LoadBalancingRule {
  return {
    id: `${GROUP}/rules/${name}`,
    name,
    protocol: 'Tcp',
    frontendPort: 80,
    backendPort: 80,
    frontendId: null,
    poolIds: [],
    probeId: `${GROUP}/probes/${name}`,
    enableFloatingIP: true,
    enableTcpReset: true,
    idleTimeoutMinutes: 4,
    loadDistribution: 'Default',
    disableOutboundSnat: true,
    provisioningState: null,
    ...changes,
  };
}

export function testBalancer(name: string, changes: Partial<LoadBalancer> = {}): LoadBalancer {
  return {
    id: `${GROUP}/loadBalancers/${name}`,
    name,
    resourceGroup: 'MC_g',
    location: null,
    sku: 'Standard',
    etag: null,
    provisioningState: null,
    frontends: [],
    pools: [],
    rules: [],
    probes: [],
    outboundRules: [],
    ...changes,
  };
}

export function testFrontend(name: string, publicIPAddressId: string | null): Frontend {
  const id = `${GROUP}/frontends/${name}`;
  return { id, name, publicIPAddressId, privateIPAddress: null, privateIPFamily: null, subnetId: null, zones: [] };
}
