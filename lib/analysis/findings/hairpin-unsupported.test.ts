import { describe, expect, it } from 'vitest';
import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';

const code = 'hairpin-unsupported';
const P = 'service.beta.kubernetes.io/';
const noFloating = {
  [`${P}azure-load-balancer-internal`]: 'true',
  [`${P}azure-disable-load-balancer-floating-ip`]: 'true',
};
const proxy = [{ ip: '10.224.1.9', hostname: null, ipMode: 'Proxy' }];

const world = (service: Partial<Service> = {}): Snapshot =>
  webWorld({ annotations: noFloating, ingress: proxy, ...service });

describe('hairpin-unsupported', () => {
  it('says which share of connections of nodes comes back to them', () => {
    const [finding] = found(world(), code);
    expect(finding?.severity).toBe('low');
    expect(finding?.title).toContain('Clients inside the cluster reach shop/web through the internal load balancer');
    expect(finding?.impact).toContain(
      '33.3 % of the connections that start on one of the 3 nodes in rotation time out',
    );
  });

  it('is medium where one node is all there is', () => {
    const local = { externalTrafficPolicy: 'Local' as const };
    const one = webWorld({ annotations: noFloating, ingress: proxy, ...local }, 3, [{ node: 'n0' }]);
    expect(found(one, code)[0]).toMatchObject({ severity: 'medium' });
  });

  it('is about a status with a name only, too', () => {
    expect(found(world({ ingress: [{ ip: null, hostname: 'web.example', ipMode: null }] }), code)).toHaveLength(1);
  });

  it.each([
    [
      'an address that kube-proxy catches on the node',
      world({ ingress: [{ ip: '10.224.1.9', hostname: null, ipMode: 'VIP' }] }),
    ],
    ['an address without ipMode', world({ ingress: [{ ip: '10.224.1.9', hostname: null, ipMode: null }] })],
    ['a public Service', world({ annotations: { [`${P}azure-disable-load-balancer-floating-ip`]: 'true' } })],
    ['floating IP', world({ annotations: { [`${P}azure-load-balancer-internal`]: 'true' } })],
    ['a Service without an address', world({ ingress: [] })],
  ])('says nothing of %s', (_what, snapshot) => {
    expect(found(snapshot, code)).toEqual([]);
  });
});
