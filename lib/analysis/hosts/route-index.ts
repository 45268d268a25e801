import type {
  AttachedRoute,
  GatewayRoute,
  HostRoute,
  HostRouteKind,
  IngressRoute,
  IstioGateway,
  VirtualService,
} from '../../snapshot/host-route.ts';
import type { Loaded } from '../../snapshot/snapshot.ts';
import { groupBy } from '../group-by.ts';
import { normalHost } from './host-names.ts';

/** Objects that name hosts, by what they are looked up with. */
export interface RouteIndex {
  /** By IP address and by host name of their status. */
  readonly ingresses: ReadonlyMap<string, readonly IngressRoute[]>;
  readonly gateways: ReadonlyMap<string, readonly GatewayRoute[]>;
  /** By `ns/name`. */
  readonly gatewayNamed: ReadonlyMap<string, GatewayRoute>;
  /** By `ns/name` of the Gateway they want to be attached to. */
  readonly attached: ReadonlyMap<string, readonly AttachedRoute[]>;
  /** Those of one selector together. */
  readonly istio: readonly {
    readonly selector: IstioGateway['selector'];
    readonly gateways: readonly IstioGateway[];
  }[];
  /** By `ns/name` of the Istio Gateway they are bound to. */
  readonly virtualServices: ReadonlyMap<string, readonly VirtualService[]>;
}

const known = new WeakMap<readonly HostRoute[], RouteIndex>();
const none: readonly HostRoute[] = [];

/** Built once for each list. Empty where nothing is loaded. */
export function routeIndex(routes: Loaded<HostRoute>): RouteIndex {
  const list = routes ?? none;
  const index = known.get(list) ?? buildIndex(list);
  known.set(list, index);
  return index;
}

export function routeKey(route: { readonly namespace: string; readonly name: string }): string {
  return `${route.namespace}/${route.name}`;
}

function buildIndex(routes: readonly HostRoute[]): RouteIndex {
  const of = <K extends HostRouteKind>(kind: K) =>
    routes.filter((route): route is Extract<HostRoute, { readonly kind: K }> => route.kind === kind);
  const gateways = of('Gateway');
  const attached = routes.filter((route) => 'parents' in route);
  return {
    ingresses: byEach(of('Ingress'), ({ addresses }) => addresses.flatMap(({ ip, hostname }) => [ip, hostname])),
    gateways: byEach(gateways, ({ addresses }) => addresses),
    gatewayNamed: new Map(gateways.map((gateway) => [routeKey(gateway), gateway])),
    attached: byEach(attached, ({ parents }) => parents.map(routeKey)),
    istio: bySelector(of('IstioGateway')),
    virtualServices: byEach(of('VirtualService'), boundTo),
  };
}

function byEach<T>(items: readonly T[], keysOf: (item: T) => readonly (string | null)[]): Map<string, T[]> {
  const index = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      if (key === null) continue;
      const name = normalHost(key);
      const group = index.get(name);
      if (group) group.push(item);
      else index.set(name, [item]);
    }
  }
  return index;
}

function boundTo({ namespace, gateways }: VirtualService): readonly string[] {
  return gateways
    .filter((gateway) => gateway !== 'mesh')
    .map((gateway) => (gateway.includes('/') ? gateway.replace(/^\.\//, `${namespace}/`) : `${namespace}/${gateway}`));
}

/** A selector without labels means every proxy, which no object names: such Gateways are left out. */
function bySelector(gateways: readonly IstioGateway[]): RouteIndex['istio'] {
  const selecting = gateways.filter(({ selector }) => Object.keys(selector).length > 0);
  const groups = groupBy(selecting, ({ selector }) => JSON.stringify(Object.entries(selector).sort()));
  return [...groups.values()].flatMap((group) => (group[0] ? [{ selector: group[0].selector, gateways: group }] : []));
}
