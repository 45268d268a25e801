import type { AttachedRoute, GatewayListener, HostRoute } from '../host-route.ts';
import type { WireObject } from './wire-object.ts';

type Of<K extends HostRoute['kind']> = Extract<HostRoute, { readonly kind: K }>;

function encodeIngress(route: Of<'Ingress'>): WireObject {
  return {
    spec: {
      ingressClassName: route.ingressClass ?? undefined,
      rules: route.hosts.map((host) => ({ host: host ?? undefined })),
      tls: route.tlsHosts.length === 0 ? undefined : [{ hosts: route.tlsHosts }],
    },
    status: {
      loadBalancer: {
        ingress: route.addresses.map(({ ip, hostname }) => ({ ip: ip ?? undefined, hostname: hostname ?? undefined })),
      },
    },
  };
}

function encodeListener({ hostname, tls, ...listener }: GatewayListener): WireObject {
  return { ...listener, hostname: hostname ?? undefined, tls: tls === null ? undefined : { mode: tls } };
}

function encodeGateway(route: Of<'Gateway'>): WireObject {
  return {
    spec: { gatewayClassName: route.gatewayClass, listeners: route.listeners.map(encodeListener) },
    status: { addresses: route.addresses.map((value) => ({ value })) },
  };
}

function encodeAttached(route: AttachedRoute): WireObject {
  const references = route.parents.map(({ namespace, name, listener, port }) => ({
    namespace,
    name,
    sectionName: listener ?? undefined,
    port: port ?? undefined,
  }));
  const parents = route.parents.flatMap(({ accepted }, index) =>
    accepted === null
      ? []
      : [{ parentRef: references[index], conditions: [{ type: 'Accepted', status: accepted ? 'True' : 'False' }] }],
  );
  return { spec: { hostnames: route.hostnames, parentRefs: references }, status: { parents } };
}

function encodeIstioGateway({ selector, servers }: Of<'IstioGateway'>): WireObject {
  return {
    spec: {
      selector,
      servers: servers.map(({ port, protocol, tlsMode, hosts }) => ({
        port: { number: port, protocol },
        hosts,
        tls: tlsMode === null ? undefined : { mode: tlsMode },
      })),
    },
  };
}

const API_VERSIONS: Readonly<Record<HostRoute['kind'], string>> = {
  Ingress: 'networking.k8s.io/v1',
  Gateway: 'gateway.networking.k8s.io/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  TLSRoute: 'gateway.networking.k8s.io/v1alpha2',
  GRPCRoute: 'gateway.networking.k8s.io/v1',
  IstioGateway: 'networking.istio.io/v1',
  VirtualService: 'networking.istio.io/v1',
};

export function encodeHostRoute(route: HostRoute): WireObject {
  const { namespace, name, resourceVersion } = route;
  return {
    apiVersion: API_VERSIONS[route.kind],
    kind: route.kind === 'IstioGateway' ? 'Gateway' : route.kind,
    metadata: { namespace, name, resourceVersion },
    ...encodeBody(route),
  };
}

function encodeBody(route: HostRoute): WireObject {
  switch (route.kind) {
    case 'Ingress':
      return encodeIngress(route);
    case 'Gateway':
      return encodeGateway(route);
    case 'HTTPRoute':
    case 'TLSRoute':
    case 'GRPCRoute':
      return encodeAttached(route);
    case 'IstioGateway':
      return encodeIstioGateway(route);
    case 'VirtualService':
      return { spec: { hosts: route.hosts, gateways: route.gateways, exportTo: route.exportTo } };
  }
}
