import { describe, expect, it } from 'vitest';
import { sampleHost } from '../testing/sample-hosts.ts';
import { sampleSource } from '../testing/sample-summary.ts';
import { prepareHostRows, unreadHostKinds } from './prepare-hostnames.ts';

it('says in words where a host enters, where TLS ends and what names it', () => {
  const dns = sampleHost('shop.westeurope.cloudapp.azure.com', {
    port: null,
    tls: 'unknown',
    via: { kind: 'PublicIPAddress', namespace: '', name: 'kubernetes-a1' },
    gateway: null,
  });
  expect(prepareHostRows([sampleHost('shop.example.com'), dns])).toMatchObject([
    {
      host: 'shop.example.com',
      port: '443',
      tls: 'ends behind it',
      via: 'HTTPRoute shop/web',
      gateway: 'Gateway ingress/gateway',
    },
    { port: 'any', tls: '–', via: 'DNS label of public IP kubernetes-a1', gateway: null },
  ]);
});

describe('what could tell more hosts', () => {
  const unread = (resource: string, state: 'live' | 'absent' | 'denied' | 'stale', error: string | null = null) => {
    const status = { resource, state, observedAt: null, error, denied: null };
    const source = sampleSource({ resources: [status] });
    return unreadHostKinds({ kubernetes: source, azure: sampleSource(), probes: sampleSource() });
  };

  it('is named when it is refused, stale or was never read', () => {
    expect(unread('httpRoutes', 'denied')).toEqual(['HTTPRoutes']);
    expect(unread('virtualServices', 'stale', 'no answer')).toEqual(['VirtualServices']);
    expect(unread('ingresses', 'absent')).toEqual(['Ingresses']);
  });

  it('is nothing when an add-on is not installed, when all is read, or when it is about something else', () => {
    expect(unread('virtualServices', 'absent')).toEqual([]);
    expect(unread('ingresses', 'live')).toEqual([]);
    expect(unread('pods', 'denied')).toEqual([]);
  });
});
