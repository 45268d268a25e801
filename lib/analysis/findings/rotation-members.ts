import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';

/** The first port that has a rule: the one the page shows first. Null: none has. */
export function firstRule(service: ServiceModel): PortModel | null {
  return service.ports.find(hasRule) ?? null;
}

/** Connections to the port reach the load balancer. */
export function hasRule(port: PortModel): boolean {
  return port.state === 'present' || port.state === 'not-loaded';
}

/** How many nodes in rotation are spot, and how many of all host no usable endpoint. */
export interface RotationMakeup {
  readonly size: number;
  readonly withoutPods: number;
  readonly spot: number;
  readonly spotWithoutPods: number;
}

const known = new WeakMap<PortModel, RotationMakeup>();

/** Counted once for each port: a host that leaves the rotation makes a new one. */
export function rotationMakeup(service: ServiceModel, port: PortModel, model: ClusterModel): RotationMakeup {
  const before = known.get(port);
  if (before) return before;
  const makeup = countMakeup(service, port, model);
  known.set(port, makeup);
  return makeup;
}

function countMakeup(service: ServiceModel, port: PortModel, model: ClusterModel): RotationMakeup {
  const { rotation } = port.policies[service.service.externalTrafficPolicy];
  let hostsInRotation = 0;
  let spotHosts = 0;
  for (const host of port.usableHosts) {
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
