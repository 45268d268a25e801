import type { Controller } from '../kernel/controller.ts';
import { randomSuffix } from '../kernel/random-names.ts';
import type { World } from '../kernel/world.ts';
import type { EndpointSlice, SliceEndpoint } from '../objects/endpoint-slice.ts';
import { matchesLabels } from '../objects/matches-selector.ts';
import type { Pod } from '../objects/pod.ts';
import { keyOf } from '../objects/resources.ts';
import { sameJson } from '../objects/same-json.ts';
import type { Service } from '../objects/service.ts';
import { toTimestamp } from '../objects/timestamps.ts';
import { desiredEndpoints, type EndpointGroup, type Family } from './desired-endpoints.ts';
import { newMeta, ownedBy, put, remove } from './object-life.ts';

const SLICE_SIZE = 100;
const MANAGED = { 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io' };
const TRIGGER = 'endpoints.kubernetes.io/last-change-trigger-time';

export const SERVICE_LABEL = 'kubernetes.io/service-name';

const uidOf = (endpoint: SliceEndpoint): string => endpoint.targetRef?.uid ?? endpoint.addresses.join();

const withEndpoints = (world: World, slice: EndpointSlice, endpoints: SliceEndpoint[]): EndpointSlice => ({
  ...slice,
  metadata: {
    ...slice.metadata,
    generation: (slice.metadata.generation ?? 0) + 1,
    annotations: { ...slice.metadata.annotations, [TRIGGER]: toTimestamp(world.now) },
  },
  endpoints,
});

function newSlice(world: World, service: Service, family: Family, group: EndpointGroup): EndpointSlice {
  const prefix = `${service.metadata.name}-`;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      ...newMeta(world, {
        name: prefix + randomSuffix(world.random),
        namespace: service.metadata.namespace ?? 'default',
      }),
      generateName: prefix,
      labels: { ...MANAGED, [SERVICE_LABEL]: service.metadata.name },
      ownerReferences: ownedBy(service),
    },
    addressType: family,
    endpoints: [],
    ports: group.ports,
  };
}

/** Endpoints stay in the slice they are in; new ones fill up slices with room; empty slices go. */
function fillSlices(
  world: World,
  service: Service,
  family: Family,
  group: EndpointGroup,
  slices: readonly EndpointSlice[],
) {
  const wanted = new Map(group.endpoints.map((endpoint) => [uidOf(endpoint), endpoint]));
  const filled = slices.map((slice) => {
    const kept = slice.endpoints.flatMap((endpoint) => {
      const next = wanted.get(uidOf(endpoint));
      wanted.delete(uidOf(endpoint));
      return next === undefined ? [] : [next];
    });
    return { slice, endpoints: kept };
  });
  for (const endpoint of wanted.values()) {
    let room = filled.find((one) => one.endpoints.length < SLICE_SIZE);
    if (room === undefined) {
      room = { slice: newSlice(world, service, family, group), endpoints: [] };
      filled.push(room);
    }
    room.endpoints.push(endpoint);
  }
  for (const { slice, endpoints } of filled) {
    if (endpoints.length === 0) remove(world, 'endpointslices', keyOf(slice));
    else if (!sameJson(slice.endpoints, endpoints))
      put(world, 'endpointslices', withEndpoints(world, slice, endpoints));
  }
}

function servicesOf(world: World, pod: Pod): string[] {
  return world.store
    .indexed('services', 'namespace', pod.metadata.namespace ?? 'default')
    .filter((service) => matchesLabels(service.spec.selector, pod.metadata.labels))
    .map(keyOf);
}

/** Keeps the EndpointSlices of every Service with a selector. */
export const endpointSlices: Controller = {
  name: 'endpoint-slices',
  latencyMs: 20,
  watches: {
    services: (_world, change) => [change.key],
    pods: (world, change) => servicesOf(world, change.object),
  },
  step(world, key) {
    const service = world.store.get('services', key);
    const own = world.store
      .indexed('endpointslices', 'service', key)
      .filter((slice) => slice.metadata.labels?.['endpointslice.kubernetes.io/managed-by'] !== undefined);
    if (service === undefined) {
      for (const slice of own) remove(world, 'endpointslices', keyOf(slice));
      return null;
    }
    if (service.spec.selector === undefined) return null;
    for (const family of service.spec.ipFamilies ?? ['IPv4']) {
      const groups = desiredEndpoints(world, service, family);
      const inFamily = own.filter((slice) => slice.addressType === family);
      const served = new Set<EndpointSlice>();
      for (const group of groups) {
        const slices = inFamily.filter((slice) => sameJson(slice.ports, group.ports));
        for (const slice of slices) served.add(slice);
        fillSlices(world, service, family, group, slices);
      }
      for (const slice of inFamily) if (!served.has(slice)) remove(world, 'endpointslices', keyOf(slice));
    }
    return null;
  },
};
