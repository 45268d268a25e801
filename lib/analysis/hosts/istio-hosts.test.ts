import { describe, expect, it } from 'vitest';
import { testIstioGateway, testVirtualService } from '../testing/host-routes.ts';
import { entryService, hostWords, hostWorld, labelledPod } from '../testing/host-world.ts';

const gateway = testIstioGateway('gw', {
  servers: [
    { port: 80, protocol: 'HTTP', tlsMode: null, hosts: ['*'] },
    { port: 8443, protocol: 'HTTPS', tlsMode: 'SIMPLE', hosts: ['shop/*.example.com'] },
    { port: 15_021, protocol: 'HTTPS', tlsMode: 'SIMPLE', hosts: ['*'] },
  ],
});
const web = testVirtualService('web', { hosts: ['web.example.com', 'web'], gateways: ['gw', 'mesh'] });
const pod = labelledPod('p', { app: 'gateway', istio: 'ingress' });

describe('an Istio Gateway', () => {
  it('brings in the hosts of its VirtualServices where its pods are, on ports that lead there', () => {
    expect(hostWords(hostWorld([gateway, web], [entryService()], [pod]))).toEqual([
      'web.example.com:80 none VirtualService/web',
      'web.example.com:443 terminated VirtualService/web',
    ]);
  });

  it('needs no pods where the Service asks for the same labels', () => {
    const service = entryService('gateway', { selector: { app: 'gateway', istio: 'ingress' } });
    expect(hostWords(hostWorld([gateway, web], [service], null))).toHaveLength(2);
  });

  it.each([
    ['pods without its labels', [labelledPod('p', { app: 'gateway', istio: 'other' })]],
    ['pods that the Service does not select', [labelledPod('p', { app: 'web', istio: 'ingress' })]],
    ['pods of another namespace', [labelledPod('p', { app: 'gateway', istio: 'ingress' }, 'other')]],
    ['pods that are not loaded', null],
  ])('enters through no Service with %s', (_name, pods) => {
    expect(hostWords(hostWorld([gateway, web], [entryService()], pods))).toEqual([]);
  });

  it('means every proxy without a selector, which no Service is known by', () => {
    const service = entryService('gateway', { selector: { app: 'gateway' } });
    expect(hostWords(hostWorld([{ ...gateway, selector: {} }, web], [service], [pod]))).toEqual([]);
  });
});

describe('a VirtualService', () => {
  const hostsOf = (changes: Parameters<typeof testVirtualService>[1], servers = gateway.servers.slice(1, 2)) =>
    hostWords(
      hostWorld(
        [
          { ...gateway, servers },
          { ...web, ...changes },
        ],
        [entryService()],
        [pod],
      ),
    );

  it.each([
    ['of the namespace that the server names', {}, 1],
    ['of a namespace that it does not name', { namespace: 'team', gateways: ['shop/gw'] }, 0],
    ['that is not visible there', { exportTo: ['team'] }, 0],
    ['that is visible in its own namespace, which is that of the Gateway', { exportTo: ['.'] }, 1],
    ['of another gateway', { gateways: ['other/gw'] }, 0],
    ['of the mesh only', { gateways: [] }, 0],
    ['of a host outside of the wildcard', { hosts: ['web.example.org'] }, 0],
  ])('%s', (_name, changes, count) => {
    expect(hostsOf(changes)).toHaveLength(count);
  });

  it('is narrowed by the server, and the server by it', () => {
    const server = { port: 80, protocol: 'HTTP', tlsMode: null, hosts: ['./a.example.com', '*/*.shop.example.com'] };
    expect(hostsOf({ hosts: ['*.example.com'] }, [server])).toEqual([
      'a.example.com:80 none VirtualService/web',
      '*.shop.example.com:80 none VirtualService/web',
    ]);
  });
});
