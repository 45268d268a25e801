import { describe, expect, it } from 'vitest';
import { attachedRouteParser } from './parse-attached-route.ts';
import { parseGateway } from './parse-gateway.ts';
import { parseIngress } from './parse-ingress.ts';
import { parseIstioGateway, parseVirtualService } from './parse-istio.ts';

const metadata = { namespace: 'shop', name: 'web', resourceVersion: '7' };
const identity = { namespace: 'shop', name: 'web', resourceVersion: '7' };

describe('an Ingress', () => {
  it('keeps hosts, TLS hosts and addresses, and nothing of paths, backends and secrets', () => {
    const raw = {
      kind: 'Ingress',
      metadata: { ...metadata, annotations: { 'kubernetes.io/ingress.class': 'nginx' } },
      spec: {
        rules: [{ host: 'Shop.example.com', http: { paths: [] } }, { host: 'shop.example.com' }, {}],
        tls: [{ hosts: ['shop.example.com'], secretName: 'shop-tls' }],
      },
      status: { loadBalancer: { ingress: [{ ip: '20.1.2.3', ports: [] }, { hostname: 'a.example.net' }] } },
    };
    expect(parseIngress(raw)).toEqual({
      ok: true,
      value: {
        kind: 'Ingress',
        ...identity,
        ingressClass: 'nginx',
        hosts: ['shop.example.com', null],
        tlsHosts: ['shop.example.com'],
        addresses: [
          { ip: '20.1.2.3', hostname: null },
          { ip: null, hostname: 'a.example.net' },
        ],
      },
    });
  });

  it('stands for every host with a default backend alone', () => {
    const parsed = parseIngress({ metadata, spec: { defaultBackend: { service: { name: 'web' } } } });
    expect(parsed).toMatchObject({ ok: true, value: { hosts: [null], addresses: [] } });
  });

  it('is named with the field when it cannot be read', () => {
    expect(parseIngress({ metadata, spec: { rules: [{ host: 7 }] } })).toMatchObject({
      ok: false,
      problem: { object: 'Ingress shop/web', pointer: '/spec/rules/0/host' },
    });
  });
});

it('reads the listeners of a Gateway, with TLS that ends here unless said otherwise', () => {
  const listeners = [
    { name: 'http', port: 80, protocol: 'HTTP' },
    { name: 'https', port: 443, protocol: 'HTTPS', hostname: '*.example.com', tls: { certificateRefs: [] } },
    { name: 'tls', port: 8443, protocol: 'TLS', tls: { mode: 'Passthrough' } },
  ];
  const raw = {
    metadata,
    spec: { gatewayClassName: 'istio', listeners },
    status: { addresses: [{ value: '20.1.2.3' }] },
  };
  expect(parseGateway(raw)).toMatchObject({
    ok: true,
    value: {
      kind: 'Gateway',
      gatewayClass: 'istio',
      addresses: ['20.1.2.3'],
      listeners: [
        { name: 'http', hostname: null, tls: null },
        { hostname: '*.example.com', tls: 'Terminate' },
        { tls: 'Passthrough' },
      ],
    },
  });
});

describe('a route of the Gateway API', () => {
  const reference = { name: 'gateway', namespace: 'ingress', sectionName: 'https' };

  it('wants to its parents, and knows which have accepted it', () => {
    const parents = [
      {
        parentRef: { ...reference, group: 'gateway.networking.k8s.io', kind: 'Gateway' },
        conditions: [accepted('False')],
      },
    ];
    const parentRefs = [reference, { name: 'own' }, { name: 'mesh', kind: 'Service', group: '' }];
    const raw = { metadata, spec: { hostnames: ['shop.example.com'], parentRefs }, status: { parents } };
    expect(attachedRouteParser('HTTPRoute')(raw)).toMatchObject({
      ok: true,
      value: {
        kind: 'HTTPRoute',
        hostnames: ['shop.example.com'],
        parents: [
          { namespace: 'ingress', name: 'gateway', listener: 'https', port: null, accepted: false },
          { namespace: 'shop', name: 'own', listener: null, accepted: null },
        ],
      },
    });
  });

  it('is accepted when one of several controllers accepts it', () => {
    const parents = ['False', 'True'].map((status) => ({ parentRef: reference, conditions: [accepted(status)] }));
    const raw = { metadata, spec: { parentRefs: [reference] }, status: { parents } };
    expect(attachedRouteParser('TLSRoute')(raw)).toMatchObject({ value: { parents: [{ accepted: true }] } });
  });
});

function accepted(status: string) {
  return { type: 'Accepted', status };
}

it('reads the servers of an Istio Gateway and the hosts of a VirtualService', () => {
  const servers = [
    { port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['shop/*.Example.com'], tls: { mode: 'SIMPLE' } },
    { port: { number: 80, protocol: 'HTTP' }, hosts: ['*'], tls: { httpsRedirect: true } },
  ];
  expect(parseIstioGateway({ kind: 'Gateway', metadata, spec: { selector: { istio: 'ingress' }, servers } })).toEqual({
    ok: true,
    value: {
      kind: 'IstioGateway',
      ...identity,
      selector: { istio: 'ingress' },
      servers: [
        { port: 443, protocol: 'HTTPS', tlsMode: 'SIMPLE', hosts: ['shop/*.example.com'] },
        { port: 80, protocol: 'HTTP', tlsMode: null, hosts: ['*'] },
      ],
    },
  });
  const spec = { hosts: ['shop.example.com'], gateways: ['ingress/gateway'], http: [{ route: [] }] };
  expect(parseVirtualService({ metadata, spec })).toMatchObject({
    ok: true,
    value: { kind: 'VirtualService', hosts: ['shop.example.com'], gateways: ['ingress/gateway'], exportTo: [] },
  });
});
