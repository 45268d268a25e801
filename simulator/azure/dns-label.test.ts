import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { change } from '../control-plane/object-life.ts';
import { createFromManifest } from '../kernel/create-from-manifest.ts';
import { advance } from '../kernel/run-world.ts';
import type { World } from '../kernel/world.ts';
import { addressOf, deployment, loadBalancerService, smallCluster } from '../testing/small-cluster.ts';
import { collections } from '../wire/arm/collections.ts';

const ANNOTATION = 'service.beta.kubernetes.io/azure-dns-label-name';
const ipSchema = z.looseObject({
  tags: z.record(z.string(), z.string()).optional(),
  properties: z.looseObject({ ipAddress: z.string(), dnsSettings: z.unknown().optional() }),
});

const world = (...labels: readonly (readonly [name: string, label: string])[]) =>
  smallCluster([
    deployment('web'),
    ...labels.map(([name, label]) => loadBalancerService(name, 'web', {}, { [ANNOTATION]: label })),
  ]);

/** As ARM answers. */
function publicIpOf(of: World, service: string) {
  const all = collections['microsoft.network/publicipaddresses']?.list(of) ?? [];
  const address = addressOf(of, service);
  return ipSchema.parse(all.find((one) => ipSchema.parse(one).properties.ipAddress === address));
}

function annotate(of: World, service: string, annotations: Record<string, string>): void {
  change(of, 'services', `shop/${service}`, (one) => ({ ...one, metadata: { ...one.metadata, annotations } }));
  advance(of, of.now + 60_000);
}

const messagesOf = (of: World) =>
  of.store
    .list('events')
    .filter(({ reason }) => reason === 'SyncLoadBalancerFailed')
    .map(({ message }) => message);

describe('the DNS label of a Service', () => {
  it('is on its public IP as ARM writes it, with the tag that says whose it is', () => {
    const ip = publicIpOf(world(['web', 'shop']), 'web');
    expect(ip.properties.dnsSettings).toEqual({
      domainNameLabel: 'shop',
      fqdn: 'shop.westeurope.cloudapp.azure.com',
    });
    expect(ip.tags).toMatchObject({ 'k8s-azure-dns-label-service': 'shop/web', 'k8s-azure-service': 'shop/web' });
  });

  it('is not there for a Service that asks for none, nor for an internal one', () => {
    const plain = smallCluster([deployment('web'), loadBalancerService('web', 'web')]);
    expect(publicIpOf(plain, 'web').properties).not.toHaveProperty('dnsSettings');
    annotate(plain, 'web', {
      [ANNOTATION]: 'shop',
      'service.beta.kubernetes.io/azure-load-balancer-internal': 'true',
    });
    const all = collections['microsoft.network/publicipaddresses']?.list(plain) ?? [];
    expect(JSON.stringify(all)).not.toContain('dnsSettings');
  });

  it('changes with the annotation, goes with an empty one, and stays when the annotation is taken off', () => {
    const one = world(['web', 'shop']);
    annotate(one, 'web', { [ANNOTATION]: 'store' });
    expect(publicIpOf(one, 'web').properties.dnsSettings).toMatchObject({ domainNameLabel: 'store' });
    annotate(one, 'web', {});
    expect(publicIpOf(one, 'web').properties.dnsSettings).toMatchObject({ domainNameLabel: 'store' });
    annotate(one, 'web', { [ANNOTATION]: '' });
    expect(publicIpOf(one, 'web').properties).not.toHaveProperty('dnsSettings');
    annotate(one, 'web', { [ANNOTATION]: 'again' });
    expect(publicIpOf(one, 'web').properties.dnsSettings).toMatchObject({ domainNameLabel: 'again' });
  });

  it('of another address in the region is refused by Azure', () => {
    const two = world(['web', 'shop'], ['other', 'shop']);
    expect(messagesOf(two)).toEqual([expect.stringContaining('Code="DnsRecordInUse"')]);
    annotate(two, 'other', { [ANNOTATION]: 'other' });
    expect(publicIpOf(two, 'other').properties.dnsSettings).toMatchObject({ domainNameLabel: 'other' });
  });
});

describe('on an address that Services share', () => {
  const PIN = { 'service.beta.kubernetes.io/azure-pip-name': 'own' };
  const ports = (port: number) => ({ ports: [{ name: 'http', port, targetPort: 'http' }] });

  it('the label carries no tag when people made the address, and is there for all of them', () => {
    const shared = smallCluster([
      deployment('web'),
      loadBalancerService('web', 'web', ports(80), { ...PIN, [ANNOTATION]: 'shop' }),
      loadBalancerService('other', 'web', ports(81), PIN),
    ]);
    const ip = publicIpOf(shared, 'other');
    expect(ip.properties.dnsSettings).toMatchObject({ domainNameLabel: 'shop' });
    expect(ip.tags ?? {}).not.toHaveProperty('k8s-azure-dns-label-service');
  });

  it('of the cloud controller, no other Service may set it', () => {
    const shared = world(['web', 'shop']);
    const pin = { 'service.beta.kubernetes.io/azure-load-balancer-ipv4': addressOf(shared, 'web') };
    const second = loadBalancerService('other', 'web', ports(81), { ...pin, [ANNOTATION]: 'other' });
    createFromManifest(shared, second);
    advance(shared, shared.now + 60_000);
    expect(messagesOf(shared)[0]).toContain('there is an existing service shop/web consuming the DNS label');
    expect(publicIpOf(shared, 'web').properties.dnsSettings).toMatchObject({ domainNameLabel: 'shop' });
  });
});
