import { describe, expect, it } from 'vitest';
import type { ClusterEvent } from '../../snapshot/cluster-event.ts';
import type { Service } from '../../snapshot/service.ts';
import { ago, found, withEvents } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';

type Events = readonly Partial<ClusterEvent>[];

const failed = (first: number, last: number, count: number): Partial<ClusterEvent> => ({
  reason: 'SyncLoadBalancerFailed',
  type: 'Warning',
  message: 'quota exceeded',
  count,
  firstAt: ago(first),
  lastAt: ago(last),
});
const succeeded = (last: number): Partial<ClusterEvent> => ({ reason: 'EnsuredLoadBalancer', lastAt: ago(last) });

describe('since when syncs fail', () => {
  const since = (events: Events) => found(withEvents(webWorld(), events), 'reconcile-failing')[0]?.since;

  it('is the first time of the series', () => {
    expect(since([failed(3000, 10, 12)])).toBe(ago(3000));
  });

  it('is the first of several series since the last success', () => {
    expect(since([failed(9000, 8000, 9), succeeded(7000), failed(900, 100, 4), failed(500, 50, 3)])).toBe(ago(900));
  });

  it.each<[string, Events]>([
    ['a series that began before a success', [failed(9000, 10, 30), succeeded(7000)]],
    ['a series too thin to be unbroken', [failed(9000, 10, 3)]],
    ['a series without a first time', [{ ...failed(900, 10, 3), firstAt: null }]],
  ])('is not told by %s', (_, events) => {
    expect(since(events)).toBeNull();
  });
});

describe('since when a Service waits for its address', () => {
  const since = (service: Partial<Service>, events: Events) =>
    found(withEvents(webWorld({ ingress: [], ...service }), events), 'external-ip-pending')[0]?.since;

  it('is its creation', () => {
    expect(since({ createdAt: ago(3600) }, [])).toBe(ago(3600));
  });

  it('is the moment at which it became a LoadBalancer', () => {
    const type = { reason: 'Type', message: 'ClusterIP -> LoadBalancer', lastAt: ago(1200) };
    expect(since({ createdAt: ago(90_000) }, [type])).toBe(ago(1200));
  });

  it('is not told once a sync succeeded', () => {
    expect(since({ createdAt: ago(3600) }, [succeeded(3000)])).toBeNull();
  });
});

describe('since when a deletion is stuck', () => {
  it('is the deletion', () => {
    const finalizers = ['service.kubernetes.io/load-balancer-cleanup'];
    const snapshot = webWorld({ deletedAt: ago(600), finalizers });
    expect(found(snapshot, 'service-deletion-stuck')[0]?.since).toBe(ago(600));
  });
});
