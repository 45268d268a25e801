import { describe, expect, it } from 'vitest';
import { editRules } from '../testing/edit.ts';
import { ago, found, withEvents } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';
import { instantText } from '../time.ts';

const code = 'reconcile-stalled';
const began = (seconds: number) => ({
  reason: 'EnsuringLoadBalancer',
  message: 'Ensuring load balancer',
  lastAt: ago(seconds),
});
const drifted = editRules(webWorld(), { idleTimeoutMinutes: 30 });

describe('reconcile-stalled', () => {
  it('tells of a sync that began long ago while Azure has the old settings', () => {
    const [finding] = found(withEvents(drifted, [began(600)]), code);
    expect(finding?.severity).toBe('high');
    expect(finding?.title).toBe(
      `The cloud controller began at ${instantText(ago(600))} to apply shop/web and has not ended`,
    );
  });

  it('tells of a Service that still has no address', () => {
    expect(found(withEvents(webWorld({ ingress: [] }), [began(600)]), code)).toHaveLength(1);
  });

  it('says nothing while a sync may still run', () => {
    expect(found(withEvents(drifted, [began(119)]), code)).toEqual([]);
    expect(found(withEvents(drifted, [began(120)]), code)).toHaveLength(1);
  });

  it('says nothing when the sync ended, or Azure shows that it did', () => {
    const ended = { reason: 'EnsuredLoadBalancer', lastAt: ago(500) };
    expect(found(withEvents(drifted, [began(600), ended]), code)).toEqual([]);
    expect(found(withEvents(webWorld(), [began(600)]), code)).toEqual([]);
  });

  it('leaves a failure to reconcile-failing', () => {
    const failed = { reason: 'SyncLoadBalancerFailed', message: 'TooManyRequests', lastAt: ago(500) };
    const world = withEvents(drifted, [began(600), failed]);
    expect(found(world, code)).toEqual([]);
    expect(found(world, 'reconcile-failing')).toHaveLength(1);
  });
});
