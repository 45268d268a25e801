import type { HostRoute, HostRouteKind } from '../host-route.ts';
import { attachedRouteParser, GATEWAY_GROUP } from '../wire/parse-attached-route.ts';
import { parseGateway } from '../wire/parse-gateway.ts';
import { parseIngress } from '../wire/parse-ingress.ts';
import { parseIstioGateway, parseVirtualService } from '../wire/parse-istio.ts';
import type { Parsed } from '../wire/parsed.ts';
import { type KubernetesList, kubernetesList, namespacedName } from './kubernetes-list.ts';

const ISTIO_GROUP = 'networking.istio.io';

function hostRouteList(
  resource: string,
  of: { readonly group: string; readonly kind: string; readonly parse: (raw: unknown) => Parsed<HostRoute> },
  named: { readonly plural?: string; readonly file?: string } = {},
): KubernetesList<HostRoute> {
  return kubernetesList({ resource, plural: resource.toLowerCase(), ...named, ...of, keyOf: namespacedName });
}

const attached = (resource: string, kind: 'HTTPRoute' | 'TLSRoute' | 'GRPCRoute') =>
  hostRouteList(resource, { group: GATEWAY_GROUP, kind, parse: attachedRouteParser(kind) });

/** What says which hosts enter where. Both groups of gateways call theirs Gateway. */
export const hostRouteLists = {
  ingresses: hostRouteList('ingresses', { group: 'networking.k8s.io', kind: 'Ingress', parse: parseIngress }),
  gateways: hostRouteList(
    'gateways',
    { group: GATEWAY_GROUP, kind: 'Gateway', parse: parseGateway },
    { file: 'gateways' },
  ),
  httpRoutes: attached('httpRoutes', 'HTTPRoute'),
  tlsRoutes: attached('tlsRoutes', 'TLSRoute'),
  grpcRoutes: attached('grpcRoutes', 'GRPCRoute'),
  istioGateways: hostRouteList(
    'istioGateways',
    { group: ISTIO_GROUP, kind: 'Gateway', parse: parseIstioGateway },
    { plural: 'gateways', file: 'istiogateways' },
  ),
  virtualServices: hostRouteList('virtualServices', {
    group: ISTIO_GROUP,
    kind: 'VirtualService',
    parse: parseVirtualService,
  }),
} as const;

/** In the order in which a bundle keeps them. */
export const hostRouteKinds: readonly { readonly kind: HostRouteKind; readonly list: KubernetesList<HostRoute> }[] = [
  { kind: 'Ingress', list: hostRouteLists.ingresses },
  { kind: 'Gateway', list: hostRouteLists.gateways },
  { kind: 'HTTPRoute', list: hostRouteLists.httpRoutes },
  { kind: 'TLSRoute', list: hostRouteLists.tlsRoutes },
  { kind: 'GRPCRoute', list: hostRouteLists.grpcRoutes },
  { kind: 'IstioGateway', list: hostRouteLists.istioGateways },
  { kind: 'VirtualService', list: hostRouteLists.virtualServices },
];
