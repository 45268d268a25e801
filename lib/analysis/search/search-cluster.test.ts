import { describe, expect, it } from 'vitest';
import { searchDocumentSchema } from '../../report/search-report.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { analyze } from '../analyze.ts';
import { testGateway, testIngress, testParent, testRoute } from '../testing/host-routes.ts';
import { ADDRESS, entryService, hostWorld, labelledPod } from '../testing/host-world.ts';
import { searchCluster } from './search-cluster.ts';

const pods = [
  { ...labelledPod('gateway-7f9c-abcde', { app: 'gateway' }), podIPs: ['10.244.7.1'] },
  { ...labelledPod('lonely', { app: 'nobody' }), podIPs: ['10.244.7.2'], nodeName: 'n0' },
];
const world = hostWorld(
  [
    testIngress('shop', {
      hosts: ['shop.example.com', '*.shop.example.com'],
      addresses: [{ ip: ADDRESS, hostname: null }],
    }),
    testGateway('gw', { addresses: [ADDRESS] }),
    testRoute('wild', { hostnames: ['*.example.org'], parents: [testParent('gw')] }),
  ],
  [entryService(), entryService('web', { ingress: [{ ip: '20.1.9.9', hostname: null, ipMode: null }] })],
  pods,
);

const search = (typed: string, snapshot: Snapshot = world) => searchCluster(analyze(snapshot), 'prod weu', typed);
const titles = (typed: string) => search(typed).hits.map(({ kind, title }) => `${kind} ${title}`);

describe('a host name', () => {
  it('leads to the Service through which it enters', () => {
    expect(search('https://shop.example.com/cart').hits[0]).toEqual({
      kind: 'host',
      title: 'shop.example.com',
      detail: 'enters through shop/gateway · Ingress shop/shop',
      href: '/clusters/prod%20weu/services/shop/gateway',
    });
  });

  it('is found by the wildcard that stands for it: one label for an Ingress, any number for a Gateway', () => {
    expect(titles('a.shop.example.com')).toEqual(['host *.shop.example.com']);
    expect(titles('b.a.shop.example.com')).toEqual([]);
    expect(titles('b.a.example.org')).toEqual(['host *.example.org']);
  });

  it('is found by the beginning of one of its parts before something in the middle', () => {
    expect(titles('shop')).toEqual(['host shop.example.com', 'host *.shop.example.com']);
    expect(titles('ple.com')).toEqual(['host *.shop.example.com', 'host shop.example.com']);
  });
});

describe('an address', () => {
  it('leads to the Service of the frontend, by its beginning too', () => {
    expect(titles('20.1.2.3')).toEqual([`address ${ADDRESS}`]);
    expect(titles('20.1.')).toEqual(['address 20.1.2.3', 'address 20.1.9.9']);
  });

  it('leads to the node or the pod that has it', () => {
    expect(titles('10.224.0.4')).toEqual(['node n0']);
    expect(search('10.244.7.1').hits).toMatchObject([
      {
        kind: 'pod',
        title: 'shop/gateway-7f9c-abcde',
        detail: 'pod · 10.244.7.1 · on n0',
        href: '/clusters/prod%20weu/services/shop/gateway?sel=pod%3Ashop%2Fgateway-7f9c-abcde&v=1',
      },
    ]);
  });

  it('is not looked for in the middle of another', () => {
    expect(titles('1.2.3')).toEqual([]);
  });
});

describe('a name', () => {
  it('finds Services, nodes, pods and rules, the whole name first', () => {
    expect(titles('gateway')).toEqual(['service shop/gateway', 'pod shop/gateway-7f9c-abcde']);
    expect(titles('shop/gateway')).toEqual(['service shop/gateway', 'pod shop/gateway-7f9c-abcde']);
    expect(titles('n0')).toEqual(['node n0']);
  });

  it('leads from a rule to the load balancer with only that rule', () => {
    const [rule] = (world.azure.loadBalancers ?? []).flatMap(({ rules }) => rules);
    const [hit] = search(rule?.name ?? '').hits;
    expect(hit).toMatchObject({ kind: 'rule', title: rule?.name });
    expect(hit?.href).toContain('/load-balancers?q=');
  });

  it('leads from a pod behind no Service to its node', () => {
    expect(search('lonely').hits[0]?.href).toBe('/clusters/prod%20weu/nodes?q=n0&v=1');
  });
});

it('finds nothing for nothing, and for what is not there', () => {
  expect(search(' ')).toEqual({ query: '', hits: [], more: false });
  expect(search('nowhere')).toEqual({ query: 'nowhere', hits: [], more: false });
});

it('shows the best of many, says that there are more, and lets no kind hide another', () => {
  const many = Array.from({ length: 300 }, (_, index) => labelledPod(`gateway-${index}`, { app: 'gateway' }));
  const { hits, more } = search('gateway', hostWorld([], [entryService()], many));
  expect(more).toBe(true);
  expect(hits[0]).toMatchObject({ kind: 'service' });
  expect(hits).toHaveLength(21);
});

it('says what the contract says', () => {
  const found = { formatVersion: 1, cluster: 'test', takenAt: world.takenAt, ...search('shop') };
  expect(searchDocumentSchema.parse(found)).toEqual(found);
});
