import fc from 'fast-check';
import type { ClusterEvent } from '../../cluster-event.ts';
import type { ClusterNode } from '../../cluster-node.ts';
import type { Endpoint, EndpointSlice } from '../../endpoint-slice.ts';
import type { Lease } from '../../lease.ts';
import type { Service } from '../../service.ts';
import {
  anyText,
  count,
  family,
  instant,
  ipAddress,
  labels,
  maybe,
  name,
  namespace,
  nodeName,
  port,
  protocol,
  resourceVersion,
  some,
  uid,
  word,
  zone,
} from './arbitrary-fields.ts';

const servicePort = fc.record({
  name: fc.constantFrom('', 'http', 'https'),
  protocol,
  port,
  targetPort: fc.oneof(port, fc.constantFrom('http', 'web')),
  nodePort: fc.oneof(fc.constant(0), port),
  appProtocol: maybe(fc.constantFrom('http', 'grpc')),
});

const annotationKey = fc.constantFrom(
  'service.beta.kubernetes.io/azure-load-balancer-internal',
  'service.beta.kubernetes.io/azure-load-balancer-health-probe-request-path',
  'service.kubernetes.io/topology-mode',
  'aks-ingress-health/ignore',
  'external-dns.alpha.kubernetes.io/hostname',
);

export const service: fc.Arbitrary<Service> = fc.record({
  namespace,
  name,
  uid,
  resourceVersion,
  createdAt: maybe(instant),
  deletedAt: maybe(instant),
  finalizers: some(word, 2),
  gateway: maybe(name),
  annotations: fc.dictionary(annotationKey, fc.oneof(fc.constantFrom('true', '/healthz'), anyText), {
    maxKeys: 2,
    noNullPrototype: true,
  }),
  externalTrafficPolicy: fc.constantFrom('Cluster', 'Local'),
  internalTrafficPolicy: fc.constantFrom('Cluster', 'Local'),
  healthCheckNodePort: maybe(port),
  sessionAffinity: fc.constantFrom('None', 'ClientIP'),
  sessionAffinityTimeoutSeconds: maybe(count),
  ports: some(servicePort),
  selector: maybe(labels.filter((selector) => Object.keys(selector).length > 0)),
  loadBalancerIP: maybe(ipAddress),
  loadBalancerClass: maybe(word),
  loadBalancerSourceRanges: some(fc.constantFrom('10.0.0.0/8', '203.0.113.0/24'), 2),
  allocateLoadBalancerNodePorts: fc.boolean(),
  publishNotReadyAddresses: fc.boolean(),
  trafficDistribution: maybe(fc.constantFrom('PreferSameZone', 'PreferSameNode')),
  ipFamilies: some(family, 2),
  externalIPs: some(ipAddress, 2),
  ingress: some(
    fc.record({ ip: maybe(ipAddress), hostname: maybe(word), ipMode: maybe(fc.constantFrom('VIP', 'Proxy')) }),
  ),
});

const podReference = fc.oneof(
  fc.record({ podNamespace: namespace, podName: name }),
  fc.constant({ podNamespace: null, podName: null }),
);

const endpoint: fc.Arbitrary<Endpoint> = fc
  .tuple(
    fc.record({
      address: ipAddress,
      ready: fc.boolean(),
      serving: fc.boolean(),
      terminating: fc.boolean(),
      nodeName: maybe(nodeName),
      zone: maybe(zone),
      hintZones: some(zone, 2),
      hintNodes: some(nodeName, 1),
    }),
    podReference,
  )
  .map(([fields, pod]) => ({ ...fields, ...pod }));

export const endpointSlice: fc.Arbitrary<EndpointSlice> = fc.record({
  namespace,
  name: fc.tuple(name, count).map(([serviceName, suffix]) => `${serviceName}-${suffix}`),
  resourceVersion,
  serviceName: name,
  family,
  ports: some(fc.record({ name: fc.constantFrom('', 'http', 'https'), protocol, port })),
  endpoints: some(endpoint, 4),
  turns: fc.dictionary(nodeName, instant, { maxKeys: 2 }),
});

const taint = fc.record({
  key: fc.constantFrom('node.kubernetes.io/unreachable', 'ToBeDeletedByClusterAutoscaler'),
  value: anyText,
  effect: fc.constantFrom('NoSchedule', 'NoExecute'),
  addedAt: maybe(instant),
});

const condition = fc.record({
  type: fc.constantFrom('Ready', 'MemoryPressure', 'VMEventScheduled'),
  status: fc.constantFrom('True', 'False', 'Unknown'),
  reason: anyText,
  message: anyText,
  changedAt: maybe(instant),
  heartbeatAt: maybe(instant),
});

/** `…-vmss000001` is machine 1 of the scale set. */
function providerIdOf(node: string): string {
  const [, set, instance] = /^(.*-vmss)0*(\d+)$/.exec(node) ?? [];
  return `azure:///subscriptions/s/resourceGroups/mc_lab/providers/Microsoft.Compute/virtualMachineScaleSets/${set}/virtualMachines/${instance}`;
}

export const clusterNode: fc.Arbitrary<ClusterNode> = fc
  .record({
    name: nodeName,
    uid,
    resourceVersion,
    createdAt: maybe(instant),
    deletedAt: maybe(instant),
    labels,
    taints: some(taint, 2),
    hasMachine: fc.boolean(),
    internalIPs: some(ipAddress, 2),
    unschedulable: fc.boolean(),
    conditions: some(condition),
    podCidrs: some(fc.constantFrom('10.244.0.0/24', 'fd00::/80'), 2),
    kubeletVersion: maybe(fc.constant('v1.36.2')),
  })
  .map(({ hasMachine, ...node }) => ({ ...node, providerId: hasMachine ? providerIdOf(node.name) : null }));

export const lease: fc.Arbitrary<Lease> = fc.record({
  nodeName,
  resourceVersion,
  renewedAt: maybe(instant),
  durationSeconds: count,
});

export const clusterEvent: fc.Arbitrary<ClusterEvent> = fc.record({
  objectKind: fc.constantFrom('Service', 'Node', 'Pod'),
  objectNamespace: maybe(namespace),
  objectName: fc.oneof(name, nodeName),
  type: fc.constantFrom('Normal', 'Warning'),
  reason: fc.constantFrom('EnsuredLoadBalancer', 'SyncLoadBalancerFailed', 'NodeNotReady'),
  message: anyText,
  component: fc.constantFrom('', 'service-controller'),
  count: fc.integer({ min: 1, max: 50 }),
  firstAt: maybe(instant),
  lastAt: maybe(instant),
});
