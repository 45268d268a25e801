import type { World } from '../kernel/world.ts';
import type { SliceEndpoint } from '../objects/endpoint-slice.ts';
import { matchesLabels } from '../objects/matches-selector.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service, ServicePort } from '../objects/service.ts';
import { isEnded, isReady, isTerminating } from './pods-of.ts';

export type Family = 'IPv4' | 'IPv6';

/** The port a pod serves a Service port on; null when the pod has no port of that name. */
export function targetPortOf(port: ServicePort, pod: Pod): number | null {
  const wanted = port.targetPort ?? port.port;
  if (typeof wanted === 'number') return wanted;
  for (const container of pod.spec.containers)
    for (const one of container.ports ?? [])
      if (one.name === wanted && one.protocol === port.protocol) return one.containerPort;
  return null;
}

const addressOf = (pod: Pod, family: Family): string | undefined =>
  pod.status.podIPs?.find((entry) => entry.ip.includes(':') === (family === 'IPv6'))?.ip;

function endpointOf(world: World, service: Service, pod: Pod, address: string): SliceEndpoint {
  const serving = isReady(pod);
  const terminating = isTerminating(pod);
  const nodeName = pod.spec.nodeName;
  const zone = world.store.get('nodes', nodeName ?? '')?.metadata.labels?.['topology.kubernetes.io/zone'];
  return {
    addresses: [address],
    conditions: {
      ready: service.spec.publishNotReadyAddresses === true || (serving && !terminating),
      serving,
      terminating,
    },
    targetRef: { kind: 'Pod', namespace: pod.metadata.namespace, name: pod.metadata.name, uid: pod.metadata.uid },
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(zone === undefined ? {} : { zone }),
  };
}

/** Which zone and node an endpoint is meant for, when the Service prefers close ones; endpoints that are not ready carry none. */
function withHints(service: Service, endpoint: SliceEndpoint): SliceEndpoint {
  const preference = service.spec.trafficDistribution;
  if (preference === undefined || endpoint.conditions.ready !== true || endpoint.zone === undefined) return endpoint;
  const forZones = [{ name: endpoint.zone }];
  const byNode = preference === 'PreferSameNode' && endpoint.nodeName !== undefined;
  return { ...endpoint, hints: byNode ? { forZones, forNodes: [{ name: endpoint.nodeName ?? '' }] } : { forZones } };
}

export interface EndpointGroup {
  readonly ports: { name: string; protocol: string; port: number; appProtocol?: string }[];
  readonly endpoints: SliceEndpoint[];
}

/** The endpoints of a Service in one family, grouped by the ports they serve: pods that name a port differently do not share a slice. */
export function desiredEndpoints(world: World, service: Service, family: Family): EndpointGroup[] {
  const groups = new Map<string, EndpointGroup>();
  const namespace = service.metadata.namespace ?? 'default';
  for (const pod of world.store.indexed('pods', 'namespace', namespace)) {
    if (!matchesLabels(service.spec.selector, pod.metadata.labels) || isEnded(pod)) continue;
    const address = addressOf(pod, family);
    if (address === undefined) continue;
    const ports: EndpointGroup['ports'] = [];
    for (const port of service.spec.ports) {
      const number = targetPortOf(port, pod);
      if (number === null) continue;
      const appProtocol = port.appProtocol === undefined ? {} : { appProtocol: port.appProtocol };
      ports.push({ name: port.name ?? '', protocol: port.protocol, port: number, ...appProtocol });
    }
    const id = JSON.stringify(ports);
    const group = groups.get(id) ?? { ports, endpoints: [] };
    group.endpoints.push(withHints(service, endpointOf(world, service, pod, address)));
    groups.set(id, group);
  }
  return [...groups.values()];
}
