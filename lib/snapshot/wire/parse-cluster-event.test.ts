import { describe, expect, test } from 'vitest';
import { parseClusterEvent } from './parse-cluster-event.ts';

const EVENT = {
  objectKind: 'Service',
  objectNamespace: 'shop',
  objectName: 'web',
  type: 'Warning',
  reason: 'SyncLoadBalancerFailed',
  message: 'conflict',
  component: 'service-controller',
  count: 4,
  firstAt: '2026-11-21T00:00:00Z',
  lastAt: '2026-11-21T01:00:00Z',
};

function eventOf(raw: unknown) {
  const parsed = parseClusterEvent(raw);
  return parsed.ok ? parsed.value : parsed.problem;
}

describe('parseClusterEvent', () => {
  test('reads core/v1', () => {
    const raw = {
      involvedObject: { kind: 'Service', namespace: 'shop', name: 'web' },
      type: 'Warning',
      reason: 'SyncLoadBalancerFailed',
      message: 'conflict',
      source: { component: 'service-controller' },
      count: 4,
      firstTimestamp: '2026-11-21T00:00:00Z',
      lastTimestamp: '2026-11-21T01:00:00Z',
      eventTime: null,
    };
    expect(eventOf(raw)).toEqual(EVENT);
  });

  test('reads events.k8s.io/v1, with a series and with deprecated fields', () => {
    const base = {
      regarding: { kind: 'Service', namespace: 'shop', name: 'web' },
      type: 'Warning',
      reason: 'SyncLoadBalancerFailed',
      note: 'conflict',
      reportingController: 'service-controller',
    };
    const series = { count: 4, lastObservedTime: '2026-11-21T01:00:00Z' };
    expect(eventOf({ ...base, eventTime: '2026-11-21T00:00:00Z', series })).toEqual(EVENT);
    const deprecated = {
      deprecatedCount: 4,
      deprecatedFirstTimestamp: '2026-11-21T00:00:00Z',
      deprecatedLastTimestamp: '2026-11-21T01:00:00Z',
    };
    expect(eventOf({ ...base, ...deprecated })).toEqual(EVENT);
  });

  test('reads the short form, which names a Service and no namespace', () => {
    const raw = { type: 'Warning', reason: 'SyncLoadBalancerFailed', count: 4, message: 'conflict', object: 'web' };
    expect(eventOf({ ...raw, source: { component: 'service-controller' } })).toEqual({
      ...EVENT,
      objectNamespace: null,
      firstAt: null,
      lastAt: null,
    });
  });

  test('takes the time the object was made where nothing else says when', () => {
    const raw = { object: 'web', metadata: { creationTimestamp: '2026-11-21T00:00:00Z' } };
    expect(eventOf(raw)).toMatchObject({ firstAt: '2026-11-21T00:00:00Z', lastAt: '2026-11-21T00:00:00Z', count: 1 });
  });

  test('shows a type it does not know rather than hiding it among the normal ones', () => {
    expect(eventOf({ object: 'web', type: 'Error' })).toMatchObject({ type: 'Warning' });
    expect(eventOf({ object: 'web' })).toMatchObject({ type: 'Normal' });
  });

  test('refuses an event about nothing', () => {
    expect(eventOf({ type: 'Normal', reason: 'x' })).toMatchObject({ pointer: '/involvedObject' });
  });
});
