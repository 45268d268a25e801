import type { World } from '../kernel/world.ts';
import type { Service, ServicePort } from '../objects/service.ts';

const FIRST_NODE_PORT = 30_000;
const NODE_PORTS = 2_768;

function usedNodePorts(world: World, except: string): Set<number> {
  const used = new Set<number>();
  for (const service of world.store.list('services')) {
    if (service.metadata.uid === except) continue;
    used.add(service.spec.healthCheckNodePort ?? 0);
    for (const port of service.spec.ports) used.add(port.nodePort ?? 0);
  }
  return used;
}

function freeNodePort(world: World, used: Set<number>): number {
  for (;;) {
    const port = FIRST_NODE_PORT + world.random.integer(NODE_PORTS);
    if (used.has(port)) continue;
    used.add(port);
    return port;
  }
}

function withNodePorts(world: World, service: Service, before: Service | undefined, used: Set<number>): ServicePort[] {
  const given = new Map<number, number>();
  return service.spec.ports.map((port) => {
    const known = before?.spec.ports.find((one) => one.port === port.port && one.protocol === port.protocol)?.nodePort;
    // TCP and UDP on one port number share a node port.
    const nodePort = port.nodePort || known || given.get(port.port) || freeNodePort(world, used);
    given.set(port.port, nodePort);
    return { ...port, nodePort, targetPort: port.targetPort ?? port.port };
  });
}

function clusterAddress(world: World, family: 'IPv4' | 'IPv6'): string {
  const host = 2 + world.random.integer(65_000);
  return family === 'IPv6' ? `fd12:3456:789a:1::${host.toString(16)}` : `10.0.${host >> 8}.${host & 255}`;
}

function familiesOf(world: World, service: Service): ('IPv4' | 'IPv6')[] {
  if (service.spec.ipFamilies !== undefined && service.spec.ipFamilies.length > 0) return service.spec.ipFamilies;
  const dual = service.spec.ipFamilyPolicy === 'RequireDualStack' || service.spec.ipFamilyPolicy === 'PreferDualStack';
  return dual && world.settings.ipFamilies.length > 1 ? ['IPv4', 'IPv6'] : ['IPv4'];
}

/** Why the API server would refuse a Service; null when it would not. */
export function serviceObjection(service: Service): string | null {
  const { type, externalTrafficPolicy, ports } = service.spec;
  const external = type === 'LoadBalancer' || type === 'NodePort';
  if (!external && externalTrafficPolicy !== undefined)
    return 'spec.externalTrafficPolicy: Invalid value: may only be set for externally-accessible services';
  if (ports.length === 0 && service.spec.clusterIP !== 'None' && type !== 'ExternalName')
    return 'spec.ports: Required value';
  if (ports.length > 1 && ports.some((port) => port.name === undefined || port.name === ''))
    return 'spec.ports: Required value: every port needs a name when there are several';
  return null;
}

/** Fills in what the API server assigns to a Service: addresses, node ports, the health-check port of Local, defaults. */
export function admitService(world: World, service: Service, before?: Service): Service {
  const { spec } = service;
  const families = familiesOf(world, service);
  const external = spec.type === 'LoadBalancer' || spec.type === 'NodePort';
  const used = usedNodePorts(world, service.metadata.uid);
  const policy = external ? (spec.externalTrafficPolicy ?? 'Cluster') : undefined;
  const allocate =
    spec.type === 'NodePort' || (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false);
  const clusterIPs =
    spec.clusterIPs ??
    before?.spec.clusterIPs ??
    (spec.clusterIP === 'None' ? ['None'] : families.map((family) => clusterAddress(world, family)));
  const health = spec.type === 'LoadBalancer' && policy === 'Local';
  const healthCheckNodePort = health
    ? spec.healthCheckNodePort || before?.spec.healthCheckNodePort || freeNodePort(world, used)
    : undefined;
  const plainPorts = spec.ports.map((port) => ({ ...port, targetPort: port.targetPort ?? port.port }));
  return {
    ...service,
    spec: {
      ...spec,
      ports: allocate ? withNodePorts(world, service, before, used) : plainPorts,
      clusterIP: clusterIPs[0],
      clusterIPs,
      ipFamilies: families,
      ipFamilyPolicy: spec.ipFamilyPolicy ?? (families.length > 1 ? 'RequireDualStack' : 'SingleStack'),
      externalTrafficPolicy: policy,
      healthCheckNodePort,
      ...(spec.type === 'LoadBalancer'
        ? { allocateLoadBalancerNodePorts: spec.allocateLoadBalancerNodePorts ?? true }
        : {}),
    },
  };
}
