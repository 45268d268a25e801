import { describe, expect, it } from 'vitest';
import { ago, found, withEvents } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';
import { instantText } from '../time.ts';

const code = 'service-deletion-stuck';
const finalizers = ['service.kubernetes.io/load-balancer-cleanup'];

describe('service-deletion-stuck', () => {
  it('tells of a deletion that waits for the controller, with the reason it gives', () => {
    const world = withEvents(webWorld({ deletedAt: ago(600), finalizers }), [
      { reason: 'DeleteLoadBalancerFailed', type: 'Warning', message: 'ScopeLocked: the scope is locked' },
    ]);
    const [finding] = found(world, code);
    expect(finding?.severity).toBe('medium');
    expect(finding?.title).toBe(
      `shop/web was deleted at ${instantText(ago(600))} and is still there: a resource lock forbids the change`,
    );
  });

  it('begins at 300 s', () => {
    expect(found(webWorld({ deletedAt: ago(300), finalizers }), code)).toHaveLength(1);
    expect(found(webWorld({ deletedAt: ago(299), finalizers }), code)).toEqual([]);
  });

  it('says nothing of a finalizer of somebody else, and nothing of a Service that lives', () => {
    expect(found(webWorld({ deletedAt: ago(600), finalizers: ['example.com/x'] }), code)).toEqual([]);
    expect(found(webWorld({ finalizers }), code)).toEqual([]);
  });
});
