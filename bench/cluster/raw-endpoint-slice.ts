import type { WireEndpoint, WireEndpointSlice } from '../wire/kubernetes-objects.ts';
import { CREATED_AT, TAKEN_AT } from './arm-ids.ts';
import type { PlannedEndpoint, PlannedService, PlannedState } from './plan-services.ts';
import type { SeededRandom } from './seeded-random.ts';

const ENDPOINTS_PER_SLICE = 100;

/** The EndpointSlices of a Service, at most 100 endpoints each, as the EndpointSlice controller writes them. */
export function rawEndpointSlices(service: PlannedService, random: SeededRandom): readonly WireEndpointSlice[] {
  const slices: WireEndpointSlice[] = [];
  for (let first = 0; first < service.endpoints.length; first += ENDPOINTS_PER_SLICE) {
    const endpoints = service.endpoints.slice(first, first + ENDPOINTS_PER_SLICE);
    slices.push(rawEndpointSlice(service, endpoints, random));
  }
  return slices;
}

function rawEndpointSlice(
  service: PlannedService,
  endpoints: readonly PlannedEndpoint[],
  random: SeededRandom,
): WireEndpointSlice {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    addressType: 'IPv4',
    metadata: {
      name: `${service.name}-${random.suffix(5)}`,
      generateName: `${service.name}-`,
      namespace: service.namespace,
      uid: random.uuid(),
      resourceVersion: String(800_000 + service.index),
      creationTimestamp: CREATED_AT,
      annotations: { 'endpoints.kubernetes.io/last-change-trigger-time': TAKEN_AT },
      labels: {
        app: service.name,
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        'kubernetes.io/service-name': service.name,
      },
      ownerReferences: [
        {
          apiVersion: 'v1',
          blockOwnerDeletion: true,
          controller: true,
          kind: 'Service',
          name: service.name,
          uid: service.uid,
        },
      ],
    },
    ports: service.ports.map((port) => ({ name: port.name, port: port.targetPort, protocol: port.protocol })),
    endpoints: endpoints.map((endpoint) => rawEndpoint(service, endpoint)),
  };
}

const CONDITIONS: Readonly<Record<PlannedState, WireEndpoint['conditions']>> = {
  ready: { ready: true, serving: true, terminating: false },
  'not-ready': { ready: false, serving: false, terminating: false },
  'serving-terminating': { ready: false, serving: true, terminating: true },
};

function rawEndpoint(service: PlannedService, endpoint: PlannedEndpoint): WireEndpoint {
  return {
    addresses: [endpoint.ip],
    conditions: CONDITIONS[endpoint.state],
    nodeName: endpoint.node.name,
    targetRef: { kind: 'Pod', name: endpoint.podName, namespace: service.namespace, uid: endpoint.podUid },
    zone: endpoint.node.zone,
    ...(service.sameZone && endpoint.state === 'ready' ? { hints: { forZones: [{ name: endpoint.node.zone }] } } : {}),
  };
}
