import type { HostReport } from '../../report/host-report.ts';
import type { IstioGateway, IstioServer, VirtualService } from '../../snapshot/host-route.ts';
import type { Service } from '../../snapshot/service.ts';
import { entryPort } from './entry-port.ts';
import { intersectHosts } from './host-names.ts';
import { type RouteIndex, routeKey } from './route-index.ts';

/** Hosts of one Istio Gateway that enter through a Service of its pods, docs/model.md "Hostnames". */
export function istioHosts(gateway: IstioGateway, service: Service, index: RouteIndex): readonly HostReport[] {
  const bound = index.virtualServices.get(routeKey(gateway)) ?? [];
  return gateway.servers.flatMap((server) => {
    const port = entryPort(service, server.port);
    if (port === null) return [];
    return bound
      .filter((virtualService) => isVisible(virtualService, gateway))
      .flatMap((virtualService) =>
        [...hostsOf(server, gateway, virtualService)].map((host) =>
          report(host, port, server, gateway, virtualService),
        ),
      );
  });
}

/** `exportTo`: `.` is its own namespace; nothing said means everywhere. */
function isVisible({ exportTo, namespace }: VirtualService, gateway: IstioGateway): boolean {
  if (exportTo.length === 0) return true;
  return exportTo.some(
    (each) => each === '*' || each === gateway.namespace || (each === '.' && namespace === gateway.namespace),
  );
}

function hostsOf({ hosts }: IstioServer, gateway: IstioGateway, virtualService: VirtualService): ReadonlySet<string> {
  const found = new Set<string>();
  for (const pattern of hosts) {
    const slash = pattern.indexOf('/');
    const namespace = slash < 0 ? '*' : pattern.slice(0, slash);
    if (!allows(namespace === '.' ? gateway.namespace : namespace, virtualService)) continue;
    for (const host of virtualService.hosts) {
      const both = isName(host) ? intersectHosts(pattern.slice(slash + 1), host) : null;
      if (both !== null) found.add(both);
    }
  }
  return found;
}

function allows(namespace: string, virtualService: VirtualService): boolean {
  return namespace === '*' || namespace === virtualService.namespace;
}

/** A name without a dot is short for a Service inside the mesh. */
function isName(host: string): boolean {
  return host === '*' || host.includes('.');
}

function report(
  host: string,
  port: number,
  server: IstioServer,
  gateway: IstioGateway,
  { kind, namespace, name }: VirtualService,
): HostReport {
  return {
    host,
    port,
    tls: tlsOf(server),
    via: { kind, namespace, name },
    gateway: { kind: 'IstioGateway', namespace: gateway.namespace, name: gateway.name },
    known: 'computed',
  };
}

function tlsOf({ tlsMode, protocol }: IstioServer): HostReport['tls'] {
  if (tlsMode === null) return protocol === 'HTTPS' || protocol === 'TLS' ? 'unknown' : 'none';
  return tlsMode.endsWith('PASSTHROUGH') ? 'passed-through' : 'terminated';
}
