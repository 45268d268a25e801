import type {
  AttachedRoute,
  GatewayListener,
  GatewayParent,
  GatewayRoute,
  IngressRoute,
  IstioGateway,
  VirtualService,
} from '../../snapshot/host-route.ts';

const meta = { namespace: 'shop', resourceVersion: '1' };

export function testIngress(name: string, changes: Partial<IngressRoute> = {}): IngressRoute {
  return { kind: 'Ingress', ...meta, name, ingressClass: null, hosts: [], tlsHosts: [], addresses: [], ...changes };
}

export function testListener(changes: Partial<GatewayListener> = {}): GatewayListener {
  return { name: 'http', hostname: null, port: 80, protocol: 'HTTP', tls: null, ...changes };
}

export function testGateway(name: string, changes: Partial<GatewayRoute> = {}): GatewayRoute {
  return {
    kind: 'Gateway',
    ...meta,
    name,
    gatewayClass: 'test',
    listeners: [testListener()],
    addresses: [],
    ...changes,
  };
}

export function testParent(name: string, changes: Partial<GatewayParent> = {}): GatewayParent {
  return { namespace: 'shop', name, listener: null, port: null, accepted: true, ...changes };
}

export function testRoute(name: string, changes: Partial<AttachedRoute> = {}): AttachedRoute {
  return { kind: 'HTTPRoute', ...meta, name, hostnames: [], parents: [], ...changes };
}

export function testIstioGateway(name: string, changes: Partial<IstioGateway> = {}): IstioGateway {
  return {
    kind: 'IstioGateway',
    ...meta,
    name,
    selector: { istio: 'ingress' },
    servers: [{ port: 80, protocol: 'HTTP', tlsMode: null, hosts: ['*'] }],
    ...changes,
  };
}

export function testVirtualService(name: string, changes: Partial<VirtualService> = {}): VirtualService {
  return { kind: 'VirtualService', ...meta, name, hosts: [], gateways: [], exportTo: [], ...changes };
}
