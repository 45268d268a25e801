import fc from 'fast-check';
import type { AttachedRoute, HostRoute } from '../../host-route.ts';
import { hostRouteKinds } from '../host-route-lists.ts';
import {
  ipAddress,
  labels,
  maybe,
  name,
  namespace,
  port,
  resourceVersion,
  some,
  someDistinct,
} from './arbitrary-fields.ts';

const host = fc.constantFrom('shop.example.com', 'www.example.com', '*.example.com', 'admin.example.org');
const meta = { namespace, name, resourceVersion };
const same = <T>(value: T): T => value;

const ingress: fc.Arbitrary<HostRoute> = fc.record({
  kind: fc.constant('Ingress' as const),
  ...meta,
  ingressClass: maybe(name),
  hosts: someDistinct(maybe(host), same),
  tlsHosts: someDistinct(host, same),
  addresses: some(fc.record({ ip: maybe(ipAddress), hostname: maybe(host) }), 2),
});

const gateway: fc.Arbitrary<HostRoute> = fc.record({
  kind: fc.constant('Gateway' as const),
  ...meta,
  gatewayClass: name,
  listeners: some(
    fc.record({
      name,
      hostname: maybe(host),
      port,
      protocol: fc.constantFrom('HTTP', 'HTTPS', 'TLS'),
      tls: maybe(fc.constantFrom('Terminate' as const, 'Passthrough' as const)),
    }),
  ),
  addresses: some(ipAddress, 2),
});

const parent = fc.record({
  namespace,
  name,
  listener: maybe(name),
  port: maybe(port),
  accepted: maybe(fc.boolean()),
});

const attached = (kind: AttachedRoute['kind']): fc.Arbitrary<HostRoute> =>
  fc.record({
    kind: fc.constant(kind),
    ...meta,
    hostnames: someDistinct(host, same),
    parents: someDistinct(parent, ({ accepted: _accepted, ...reference }) => JSON.stringify(reference)),
  });

const istioGateway: fc.Arbitrary<HostRoute> = fc.record({
  kind: fc.constant('IstioGateway' as const),
  ...meta,
  selector: labels,
  servers: some(
    fc.record({
      port,
      protocol: fc.constantFrom('HTTP', 'HTTPS', 'TLS'),
      tlsMode: maybe(fc.constantFrom('SIMPLE', 'PASSTHROUGH', 'MUTUAL')),
      hosts: some(fc.oneof(host, fc.constantFrom('./shop.example.com', 'shop/*', '*/*.example.com')), 2),
    }),
  ),
});

const virtualService: fc.Arbitrary<HostRoute> = fc.record({
  kind: fc.constant('VirtualService' as const),
  ...meta,
  hosts: some(host, 2),
  gateways: some(fc.constantFrom('web', 'shop/web', 'mesh', 'lab/api'), 2),
  exportTo: some(fc.constantFrom('.', '*', 'lab'), 1),
});

export const hostRoute: fc.Arbitrary<HostRoute> = fc.oneof(
  ingress,
  gateway,
  attached('HTTPRoute'),
  attached('TLSRoute'),
  attached('GRPCRoute'),
  istioGateway,
  virtualService,
);

const order = new Map(hostRouteKinds.map(({ kind }, index) => [kind, index]));

/** In the order of their kinds, as a bundle keeps them. */
export const hostRoutes: fc.Arbitrary<HostRoute[]> = fc
  .uniqueArray(hostRoute, { selector: (each) => `${each.kind} ${each.namespace}/${each.name}`, maxLength: 6 })
  .map((all) => all.toSorted((a, b) => (order.get(a.kind) ?? 0) - (order.get(b.kind) ?? 0)));
