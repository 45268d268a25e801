import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';

/** The first port that has a rule: the one the page shows first. Null: none has. */
export function firstRule(service: ServiceModel): PortModel | null {
  return service.ports.find((port) => port.state === 'present' || port.state === 'not-loaded') ?? null;
}

/** Nodes with a usable endpoint of a port. */
export function usableHosts(port: PortModel): ReadonlySet<string> {
  const ready = port.endpoints.filter((endpoint) => endpoint.state === 'ready');
  const usable =
    ready.length > 0 ? ready : port.endpoints.filter((endpoint) => endpoint.state === 'serving-terminating');
  return new Set(usable.flatMap((endpoint) => (endpoint.nodeName === null ? [] : [endpoint.nodeName])));
}

/** How many nodes in rotation are spot, and how many of all host no usable endpoint. */
export interface RotationMakeup {
  readonly size: number;
  readonly withoutPods: number;
  readonly spot: number;
  readonly spotWithoutPods: number;
}

export function rotationMakeup(service: ServiceModel, port: PortModel, model: ClusterModel): RotationMakeup {
  const { rotation } = port.policies[service.service.externalTrafficPolicy];
  const hosts = usableHosts(port);
  let hostsInRotation = 0;
  let spotHosts = 0;
  for (const host of hosts) {
    const node = model.nodesByName.get(host);
    if (!node || !rotation.includes(node)) continue;
    hostsInRotation++;
    if (node.spot) spotHosts++;
  }
  return {
    size: rotation.size,
    withoutPods: rotation.size - hostsInRotation,
    spot: rotation.spotCount,
    spotWithoutPods: rotation.spotCount - spotHosts,
  };
}
