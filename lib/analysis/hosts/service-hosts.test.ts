import { describe, expect, it } from 'vitest';
import { analyze } from '../analyze.ts';
import { summarizeCluster } from '../summarize-cluster.ts';
import { testGateway, testIngress, testListener, testParent, testRoute } from '../testing/host-routes.ts';
import { ADDRESS, entryService, hostsIn, hostWords, hostWorld } from '../testing/host-world.ts';

const at = { addresses: [{ ip: ADDRESS, hostname: null }] };

describe('an Ingress', () => {
  it('enters through the Service with the address of its status, without a port, with TLS where it asks for it', () => {
    const ingress = testIngress('shop', {
      hosts: ['shop.example.com', 'a.shop.example.com', 'b.a.shop.example.com', null],
      tlsHosts: ['shop.example.com', '*.shop.example.com'],
      ...at,
    });
    expect(hostWords(hostWorld([ingress]))).toEqual([
      '* none Ingress/shop',
      'shop.example.com terminated Ingress/shop',
      'a.shop.example.com terminated Ingress/shop',
      'b.a.shop.example.com none Ingress/shop',
    ]);
  });

  it('enters nowhere with an address that no Service has, or none yet', () => {
    const elsewhere = testIngress('a', { hosts: ['a.example.com'], addresses: [{ ip: '9.9.9.9', hostname: null }] });
    const unreconciled = testIngress('b', { hosts: ['b.example.com'] });
    expect(hostWords(hostWorld([elsewhere, unreconciled]))).toEqual([]);
  });

  it('is found by a host name of the status of the Service', () => {
    const service = entryService('gateway', { ingress: [{ ip: null, hostname: 'LB.example.net', ipMode: null }] });
    const ingress = testIngress('a', {
      hosts: ['a.example.com'],
      addresses: [{ ip: null, hostname: 'lb.example.net' }],
    });
    expect(hostWords(hostWorld([ingress], [service]))).toEqual(['a.example.com none Ingress/a']);
  });

  it('enters through the Service with a web port where several share the address', () => {
    const smtp = entryService('smtp', { ports: [{ ...port(), port: 25, nodePort: 30_025 }] });
    const world = hostWorld([testIngress('a', { hosts: ['a.example.com'], ...at })], [entryService(), smtp]);
    expect(hostWords(world)).toHaveLength(1);
    expect(hostWords(world, 'smtp')).toEqual([]);
  });
});

function port() {
  return { name: '', protocol: 'TCP', targetPort: 8080, appProtocol: null } as const;
}

describe('a Gateway of the Gateway API', () => {
  const listeners = [
    testListener(),
    testListener({ name: 'https', port: 443, protocol: 'HTTPS', hostname: '*.example.com', tls: 'Terminate' }),
    testListener({ name: 'tls', port: 8443, protocol: 'TLS', tls: 'Passthrough' }),
  ];
  const gateway = testGateway('gw', { listeners, addresses: [ADDRESS] });

  it('brings in what is attached to each listener, narrowed to what both name', () => {
    const route = testRoute('web', {
      hostnames: ['shop.example.com', 'shop.example.org'],
      parents: [testParent('gw')],
    });
    expect(hostWords(hostWorld([gateway, route]))).toEqual([
      'shop.example.com:80 none HTTPRoute/web',
      'shop.example.com:443 terminated HTTPRoute/web',
      'shop.example.org:80 none HTTPRoute/web',
    ]);
    expect(hostsIn(hostWorld([gateway, route]))[0]?.gateway).toEqual({
      kind: 'Gateway',
      namespace: 'shop',
      name: 'gw',
    });
  });

  it('brings in a TLSRoute through a listener for TLS, by the port that leads there', () => {
    const route = testRoute('db', { kind: 'TLSRoute', hostnames: ['db.example.com'], parents: [testParent('gw')] });
    expect(hostWords(hostWorld([gateway, route]))).toEqual(['db.example.com:443 passed-through TLSRoute/db']);
  });

  it('lets a route without host names take those of the listener it names', () => {
    const route = testRoute('any', { parents: [testParent('gw', { listener: 'https' })] });
    expect(hostWords(hostWorld([gateway, route]))).toEqual(['*.example.com:443 terminated HTTPRoute/any']);
  });

  it.each([
    ['refused', { accepted: false }, []],
    ['not yet judged, of another namespace', { accepted: null, namespace: 'shop' }, []],
    ['accepted, of another namespace', { accepted: true, namespace: 'shop' }, ['a.example.com:80 none HTTPRoute/a']],
  ])('takes a route that is %s as its controller does', (_name, changes, expected) => {
    const parents = [testParent('gw', { listener: 'http', ...changes })];
    const route = testRoute('a', { namespace: 'team', hostnames: ['a.example.com'], parents });
    expect(hostWords(hostWorld([gateway, route]))).toEqual(expected);
  });

  it('is known by the Service that was made for it before it has an address', () => {
    const early = { ...gateway, addresses: [] };
    const service = entryService('gateway', { gateway: 'gw', ingress: [] });
    const route = testRoute('a', { hostnames: ['a.example.com'], parents: [testParent('gw', { port: 443 })] });
    expect(hostWords(hostWorld([early, route], [service]))).toEqual(['a.example.com:443 terminated HTTPRoute/a']);
  });

  it('enters through the Service with its port where several share the address', () => {
    const other = entryService('other', { ports: [{ ...port(), port: 8443, nodePort: 30_025 }] });
    const route = testRoute('a', { hostnames: ['a.example.com'], parents: [testParent('gw', { listener: 'http' })] });
    const world = hostWorld([gateway, route], [entryService(), other]);
    expect(hostWords(world)).toHaveLength(1);
    expect(hostWords(world, 'other')).toEqual([]);
  });
});

it('knows the names that external-dns and Azure give to an address', () => {
  const annotations = { 'external-dns.alpha.kubernetes.io/hostname': 'Shop.example.com., www.example.com,' };
  const world = hostWorld([], [entryService('gateway', { annotations })]);
  const fqdn = 'shop.westeurope.cloudapp.azure.com';
  const publicIPAddresses = (world.azure.publicIPAddresses ?? []).map((ip) => ({ ...ip, dnsLabel: 'shop', fqdn }));
  expect(hostWords({ ...world, azure: { ...world.azure, publicIPAddresses } })).toEqual([
    `${fqdn} unknown PublicIPAddress/kubernetes-gateway`,
    'shop.example.com unknown Service/gateway',
    'www.example.com unknown Service/gateway',
  ]);
});

it('guesses nothing where lists are not loaded', () => {
  expect(hostWords(hostWorld(null, [entryService()], null))).toEqual([]);
});

it('lists so many and counts all', () => {
  const hosts = Array.from({ length: 700 }, (_, index) => `h${index}.example.com`);
  const snapshot = hostWorld([testIngress('many', { hosts, ...at })]);
  expect(hostsIn(snapshot)).toHaveLength(500);
  const [row] = summarizeCluster(analyze(snapshot)).services;
  expect(row).toMatchObject({ hostCount: 700 });
  expect(row?.hosts).toHaveLength(100);
});
