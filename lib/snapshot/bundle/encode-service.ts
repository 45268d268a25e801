import type { EndpointSlice } from '../endpoint-slice.ts';
import type { Service } from '../service.ts';
import { GATEWAY_LABEL } from '../wire/gateway-label.ts';
import { TURNS_ANNOTATION } from '../wire/parse-endpoint-slice.ts';
import type { WireObject } from './wire-object.ts';

export function encodeService(service: Service): WireObject {
  const timeoutSeconds = service.sessionAffinityTimeoutSeconds;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      namespace: service.namespace,
      name: service.name,
      uid: service.uid,
      resourceVersion: service.resourceVersion,
      creationTimestamp: service.createdAt ?? undefined,
      deletionTimestamp: service.deletedAt ?? undefined,
      finalizers: service.finalizers,
      labels: service.gateway === null ? undefined : { [GATEWAY_LABEL]: service.gateway },
      annotations: service.annotations,
    },
    spec: {
      type: 'LoadBalancer',
      externalTrafficPolicy: service.externalTrafficPolicy,
      internalTrafficPolicy: service.internalTrafficPolicy,
      healthCheckNodePort: service.healthCheckNodePort ?? undefined,
      sessionAffinity: service.sessionAffinity,
      sessionAffinityConfig: timeoutSeconds === null ? undefined : { clientIP: { timeoutSeconds } },
      ports: service.ports.map((port) => ({ ...port, appProtocol: port.appProtocol ?? undefined })),
      selector: service.selector ?? undefined,
      loadBalancerIP: service.loadBalancerIP ?? undefined,
      loadBalancerClass: service.loadBalancerClass ?? undefined,
      loadBalancerSourceRanges: service.loadBalancerSourceRanges,
      allocateLoadBalancerNodePorts: service.allocateLoadBalancerNodePorts,
      publishNotReadyAddresses: service.publishNotReadyAddresses,
      trafficDistribution: service.trafficDistribution ?? undefined,
      ipFamilies: service.ipFamilies,
      externalIPs: service.externalIPs,
    },
    status: { loadBalancer: { ingress: service.ingress } },
  };
}

function encodeEndpoint(endpoint: EndpointSlice['endpoints'][number]): WireObject {
  const { podNamespace, podName } = endpoint;
  return {
    addresses: [endpoint.address],
    conditions: { ready: endpoint.ready, serving: endpoint.serving, terminating: endpoint.terminating },
    nodeName: endpoint.nodeName ?? undefined,
    zone: endpoint.zone ?? undefined,
    targetRef: podName === null ? undefined : { kind: 'Pod', namespace: podNamespace ?? undefined, name: podName },
    hints: {
      forZones: endpoint.hintZones.map((name) => ({ name })),
      forNodes: endpoint.hintNodes.map((name) => ({ name })),
    },
  };
}

export function encodeEndpointSlice(slice: EndpointSlice): WireObject {
  const turns = Object.entries(slice.turns).map(([node, at]) => `${node}=${at}`);
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      namespace: slice.namespace,
      name: slice.name,
      resourceVersion: slice.resourceVersion,
      labels: { 'kubernetes.io/service-name': slice.serviceName },
      annotations: turns.length === 0 ? undefined : { [TURNS_ANNOTATION]: turns.join(',') },
    },
    addressType: slice.family,
    ports: slice.ports,
    endpoints: slice.endpoints.map(encodeEndpoint),
  };
}
