import { attachedRouteParser } from '../../../snapshot/wire/parse-attached-route.ts';
import { parseGateway } from '../../../snapshot/wire/parse-gateway.ts';
import { parseIngress } from '../../../snapshot/wire/parse-ingress.ts';
import { parseIstioGateway, parseVirtualService } from '../../../snapshot/wire/parse-istio.ts';
import type { KubernetesItems } from '../kubernetes-listener.ts';
import type { CollectionSpec } from '../source/collection-reader.ts';
import type { OptionalGroup } from './discover-versions.ts';

type Spec = CollectionSpec<KubernetesItems['hostRoutes']>;

/** Every cluster has it. */
export const ingressSpec: Spec = { resource: 'ingresses', parse: parseIngress, keyPrefix: 'Ingress/' };

/** What comes with add-ons, by API group. */
export const optionalSpecs: readonly { readonly group: OptionalGroup; readonly specs: readonly Spec[] }[] = [
  {
    group: 'gateway.networking.k8s.io',
    specs: [
      { resource: 'gateways', parse: parseGateway, keyPrefix: 'Gateway/' },
      { resource: 'httpRoutes', parse: attachedRouteParser('HTTPRoute'), keyPrefix: 'HTTPRoute/' },
      { resource: 'tlsRoutes', parse: attachedRouteParser('TLSRoute'), keyPrefix: 'TLSRoute/' },
      { resource: 'grpcRoutes', parse: attachedRouteParser('GRPCRoute'), keyPrefix: 'GRPCRoute/' },
    ],
  },
  {
    group: 'networking.istio.io',
    specs: [
      { resource: 'istioGateways', parse: parseIstioGateway, keyPrefix: 'IstioGateway/' },
      { resource: 'virtualServices', parse: parseVirtualService, keyPrefix: 'VirtualService/' },
    ],
  },
];
