import { describe, expect, it } from 'vitest';
import type { Pod } from '../../snapshot/pod.ts';
import type { Service, TrafficPolicy } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { ago, found } from '../testing/found.ts';
import { withReadyPods } from '../testing/ready-pods.ts';
import { webWorld } from '../testing/web-world.ts';
import type { TestEndpoint } from '../testing/world.ts';

interface Case {
  readonly policy?: TrafficPolicy;
  readonly service?: Partial<Service>;
  readonly state?: TestEndpoint['state'];
  readonly pods: readonly Partial<Pod>[];
  readonly turns?: Readonly<Record<string, string>>;
}

/** `shop/web` with one endpoint for each pod, in the order of the pods. */
function world({ policy = 'Cluster', service = {}, state = 'not-ready', pods, turns = {} }: Case): Snapshot {
  const endpoints = pods.map((_, index) => ({ node: `n${index}`, state }));
  const snapshot = withReadyPods(webWorld({ externalTrafficPolicy: policy, ...service }, 3, endpoints), ago(7200));
  const { kubernetes } = snapshot;
  return {
    ...snapshot,
    kubernetes: {
      ...kubernetes,
      pods: (kubernetes.pods ?? []).map((pod, index) => ({ ...pod, ...pods[index] })),
      endpointSlices: (kubernetes.endpointSlices ?? []).map((slice) => ({ ...slice, turns })),
    },
  };
}

function sinceIn(snapshot: Snapshot, code: string): string | null | undefined {
  return found(snapshot, code)[0]?.since;
}

const notReady = (seconds: number): Partial<Pod> => ({ ready: false, readyChangedAt: ago(seconds) });

describe('since when no endpoint serves', () => {
  const since = (each: Case) => sinceIn(world(each), 'no-ready-endpoints');

  it('is the turn of the last pod', () => {
    expect(since({ pods: [notReady(900), notReady(300)] })).toBe(ago(300));
  });

  it('is the creation of a pod that never had a condition', () => {
    expect(since({ pods: [notReady(900), { ready: false, readyChangedAt: null, createdAt: ago(120) }] })).toBe(
      ago(120),
    );
  });

  it('is not before a turn that somebody saw, of a pod that is gone', () => {
    expect(since({ pods: [notReady(900)], turns: { n2: ago(60) } })).toBe(ago(60));
  });

  it('is not before the Service', () => {
    expect(since({ pods: [notReady(900)], service: { createdAt: ago(100) } })).toBe(ago(100));
  });

  it('counts pods without an endpoint, and not those of others or that have ended', () => {
    const snapshot = world({ pods: [notReady(900)] });
    const [pod] = snapshot.kubernetes.pods ?? [];
    if (pod === undefined) throw new Error('the world has a pod');
    const pods = [
      pod,
      { ...pod, name: 'pending', readyChangedAt: null, createdAt: ago(50) },
      { ...pod, name: 'other', labels: { app: 'api' }, readyChangedAt: ago(10) },
      { ...pod, name: 'elsewhere', namespace: 'test', readyChangedAt: ago(10) },
      { ...pod, name: 'ended', phase: 'Failed', readyChangedAt: ago(10) },
    ];
    const kubernetes = { ...snapshot.kubernetes, pods };
    expect(sinceIn({ ...snapshot, kubernetes }, 'no-ready-endpoints')).toBe(ago(50));
  });

  it.each<[string, Case]>([
    ['a selector that matches nothing', { pods: [{ ...notReady(900), labels: { app: 'api' } }] }],
    ['a pod that calls itself ready', { pods: [notReady(900), {}] }],
    ['a pod that does not tell', { pods: [{ ready: false, readyChangedAt: null, createdAt: null }] }],
    ['endpoints made by hand', { pods: [notReady(900)], service: { selector: null } }],
    ['a moment that has not come', { pods: [notReady(-60)] }],
    ['a moment that is no time', { pods: [{ ready: false, readyChangedAt: 'soon' }] }],
  ])('is not told by %s', (_, each) => {
    expect(since(each)).toBeNull();
  });

  it('is not told without pods', () => {
    const snapshot = world({ pods: [notReady(900)] });
    const kubernetes = { ...snapshot.kubernetes, pods: null };
    expect(sinceIn({ ...snapshot, kubernetes }, 'no-ready-endpoints')).toBeNull();
  });
});

describe('since when no node has a ready endpoint under Local', () => {
  const since = (each: Case) => sinceIn(world({ policy: 'Local', ...each }), 'local-no-ready-endpoints');

  it('is the start of the last deletion, not its deadline', () => {
    const deleted: Partial<Pod> = { deletedAt: ago(270), deletionGracePeriodSeconds: 30 };
    expect(since({ state: 'serving-terminating', pods: [deleted, notReady(900)] })).toBe(ago(300));
  });

  it('is the turn of a pod that was not ready before its deletion', () => {
    const deleted: Partial<Pod> = { ...notReady(600), deletedAt: ago(270), deletionGracePeriodSeconds: 30 };
    expect(since({ state: 'terminating', pods: [deleted] })).toBe(ago(600));
  });
});
