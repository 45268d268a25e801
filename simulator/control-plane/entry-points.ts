import type { Controller } from '../kernel/controller.ts';
import type { World } from '../kernel/world.ts';
import type { Gateway, HttpRoute, Ingress } from '../objects/host-routes.ts';
import { keyOf } from '../objects/resources.ts';
import type { Service } from '../objects/service.ts';
import { toTimestamp } from '../objects/timestamps.ts';
import { change } from './object-life.ts';

/** On a Service: the class of the Ingresses that the controller behind it serves. */
const CLASS_ANNOTATION = 'simulator.aks/ingress-class';
/** On a Service: the Gateway of its namespace that it is the entry of. */
const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';

const namespaceOf = (object: { readonly metadata: { readonly namespace?: string | undefined } }): string =>
  object.metadata.namespace ?? 'default';

const addressesOf = (services: readonly Service[]): string[] =>
  services.flatMap((service) => (service.status.loadBalancer.ingress ?? []).flatMap(({ ip }) => ip ?? []));

function withIngressStatus(world: World, ingress: Ingress): Ingress {
  const entries = world.store
    .list('services')
    .filter((service) => service.metadata.annotations?.[CLASS_ANNOTATION] === ingress.spec.ingressClassName);
  const ips = ingress.spec.ingressClassName === undefined ? [] : addressesOf(entries);
  return { ...ingress, status: { loadBalancer: ips.length === 0 ? {} : { ingress: ips.map((ip) => ({ ip })) } } };
}

function withGatewayStatus(world: World, gateway: Gateway): Gateway {
  const entries = world.store
    .indexed('services', 'namespace', namespaceOf(gateway))
    .filter((service) => service.metadata.labels?.[GATEWAY_LABEL] === gateway.metadata.name);
  const addresses = addressesOf(entries).map((value) => ({ type: 'IPAddress', value }));
  const status = addresses.length > 0 ? 'True' : 'False';
  const known = gateway.status.conditions?.find((one) => one.type === 'Programmed' && one.status === status);
  const told = { type: 'Programmed', status, reason: status === 'True' ? 'Programmed' : 'AddressNotAssigned' };
  const programmed = known ?? { ...told, lastTransitionTime: toTimestamp(world.now) };
  return { ...gateway, status: { addresses, conditions: [programmed] } };
}

/** A listener takes routes of its own namespace, unless it says that it takes all. */
function accepts(gateway: Gateway | undefined, route: HttpRoute, sectionName: string | undefined): boolean {
  const own = gateway !== undefined && namespaceOf(gateway) === namespaceOf(route);
  return (gateway?.spec.listeners ?? []).some(
    ({ name, allowedRoutes }) => (sectionName ?? name) === name && (own || allowedRoutes?.namespaces?.from === 'All'),
  );
}

function withRouteStatus(world: World, route: HttpRoute): HttpRoute {
  const parents = (route.spec.parentRefs ?? []).map((parentRef) => {
    const gateway = world.store.get('gateways', `${parentRef.namespace ?? namespaceOf(route)}/${parentRef.name}`);
    const isAccepted = accepts(gateway, route, parentRef.sectionName);
    const status = isAccepted ? 'True' : 'False';
    const reason = isAccepted ? 'Accepted' : gateway === undefined ? 'NoMatchingParent' : 'NotAllowedByListeners';
    return {
      parentRef,
      controllerName: 'simulator.aks/gateway-controller',
      conditions: [{ type: 'Accepted', status, reason, lastTransitionTime: route.metadata.creationTimestamp }],
    };
  });
  return { ...route, status: { parents } };
}

/** What ingress controllers and implementations of the Gateway API write into the status of their objects. */
export const entryPoints: Controller = {
  name: 'entry-points',
  latencyMs: 50,
  watches: {
    ingresses: (_world, { key }) => [`ingresses ${key}`],
    gateways: (world, { key }) => [`gateways ${key}`, ...everyRoute(world)],
    httproutes: (_world, { key }) => [`httproutes ${key}`],
    services: (world, { object }) => (isEntry(object) ? everyEntry(world) : []),
  },
  step(world, task) {
    const [kind = '', key = ''] = task.split(' ');
    if (kind === 'ingresses') change(world, 'ingresses', key, (found) => withIngressStatus(world, found));
    if (kind === 'gateways') change(world, 'gateways', key, (found) => withGatewayStatus(world, found));
    if (kind === 'httproutes') change(world, 'httproutes', key, (found) => withRouteStatus(world, found));
    return null;
  },
};

function isEntry({ metadata }: Service): boolean {
  return metadata.annotations?.[CLASS_ANNOTATION] !== undefined || metadata.labels?.[GATEWAY_LABEL] !== undefined;
}

const everyRoute = (world: World): string[] =>
  world.store.list('httproutes').map((route) => `httproutes ${keyOf(route)}`);

const everyEntry = (world: World): string[] => [
  ...world.store.list('ingresses').map((ingress) => `ingresses ${keyOf(ingress)}`),
  ...world.store.list('gateways').map((gateway) => `gateways ${keyOf(gateway)}`),
];
