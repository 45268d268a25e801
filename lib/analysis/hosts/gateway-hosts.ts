import type { HostReport } from '../../report/host-report.ts';
import type { AttachedRoute, GatewayListener, GatewayParent, GatewayRoute } from '../../snapshot/host-route.ts';
import type { Service } from '../../snapshot/service.ts';
import { entryPort } from './entry-port.ts';
import { intersectHosts } from './host-names.ts';
import { type RouteIndex, routeKey } from './route-index.ts';

/** What each kind of route can be attached to; protocols of an implementation's own take what it says. */
const ROUTES_OF_PROTOCOL: Readonly<Record<string, readonly AttachedRoute['kind'][]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute'],
  TCP: [],
  UDP: [],
};

/**
 * Hosts of one Gateway that enter through a Service, docs/model.md "Hostnames". `shared`: other Services hold the
 * same address, so that only a port tells which one it is.
 */
export function gatewayHosts(
  gateway: GatewayRoute,
  service: Service,
  shared: boolean,
  index: RouteIndex,
): readonly HostReport[] {
  const routes = index.attached.get(routeKey(gateway)) ?? [];
  return gateway.listeners.flatMap((listener) => {
    const port = entryPort(service, listener.port);
    if (port === null && shared) return [];
    return routes
      .filter((route) => isAttached(route, gateway, listener))
      .flatMap((route) => hostsOf(route, listener).map((host) => report(host, port, route, gateway, listener)));
  });
}

function isAttached(route: AttachedRoute, gateway: GatewayRoute, listener: GatewayListener): boolean {
  const kinds = ROUTES_OF_PROTOCOL[listener.protocol];
  if (kinds !== undefined && !kinds.includes(route.kind)) return false;
  return route.parents.some((parent) => isParent(parent, gateway, listener) && mayAttach(parent, route, gateway));
}

function isParent(parent: GatewayParent, gateway: GatewayRoute, listener: GatewayListener): boolean {
  if (parent.name !== gateway.name || parent.namespace !== gateway.namespace) return false;
  return (parent.listener ?? listener.name) === listener.name && (parent.port ?? listener.port) === listener.port;
}

/** Before a controller has said so, only routes of the Gateway's own namespace are sure to be allowed. */
function mayAttach({ accepted }: GatewayParent, route: AttachedRoute, gateway: GatewayRoute): boolean {
  return accepted ?? route.namespace === gateway.namespace;
}

function hostsOf({ hostnames }: AttachedRoute, { hostname }: GatewayListener): readonly string[] {
  if (hostnames.length === 0) return [hostname ?? '*'];
  return hostnames.flatMap((host) => intersectHosts(hostname ?? '*', host) ?? []);
}

function report(
  host: string,
  port: number | null,
  { kind, namespace, name }: AttachedRoute,
  gateway: GatewayRoute,
  { tls }: GatewayListener,
): HostReport {
  return {
    host,
    port,
    tls: tls === null ? 'none' : tls === 'Passthrough' ? 'passed-through' : 'terminated',
    via: { kind, namespace, name },
    gateway: { kind: 'Gateway', namespace: gateway.namespace, name: gateway.name },
    known: 'computed',
  };
}
