import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeRequest } from '../testing/fake-request.ts';
import { expiredEvent, statusObject } from '../testing/open-watch.ts';
import { type ReflectorWorld, startReflectorWorld } from '../testing/reflector-world.ts';
import { refuse } from '../testing/reply.ts';

let world: ReflectorWorld;

beforeEach(async () => {
  world = await startReflectorWorld();
  world.put('a');
});

afterEach(() => world.close());

const isWatch = (request: FakeRequest) => request.verb === 'watch';
const isList = (request: FakeRequest) => request.verb === 'list';
const positions = () => world.requests('watch').map((request) => request.query.get('resourceVersion'));
const untilWatches = (count: number) => world.server.until(() => world.requests('watch').length === count);

describe('a watch that ends', () => {
  it('goes on from the last event after a clean close, without a new list', async () => {
    world.start();
    const watch = await world.watch();
    world.put('b');
    await world.recorder.until(() => world.recorder.items.has('b'));
    watch.end();
    await untilWatches(2);
    expect(positions()).toEqual(['101', '102']);
    expect(world.requests('list')).toHaveLength(1);
  });

  it('goes on from the last bookmark, which a quiet collection has nothing newer than', async () => {
    world.start();
    const watch = await world.watch();
    world.server.bookmark(world.path);
    world.server.bookmark(world.path);
    watch.end();
    await untilWatches(2);
    expect(positions()).toEqual(['101', '103']);
  });

  it('loses nothing that happened while the connection was broken', async () => {
    world.start();
    const watch = await world.watch();
    world.put('b');
    await world.recorder.until(() => world.recorder.items.has('b'));
    watch.reset();
    world.put('c');
    world.remove('a');
    await world.recorder.until(() => world.recorder.log.includes('-a'));
    expect(world.recorder.log).toEqual(['=', '+a', '+b', '+c', '-a']);
  });

  it('does not believe a line that was cut off, and gets the event again', async () => {
    world.start();
    const watch = await world.watch();
    watch.sendRaw('{"type":"DELETED","object":{"metadata":{"name":"a","resourceVersion":"102"');
    watch.end();
    await world.clock.untilWaiting(1000);
    world.put('b');
    world.clock.advance(1000);
    await world.recorder.until(() => world.recorder.items.has('b'));
    expect(world.recorder.log).toEqual(['=', '+a', '+b']);
  });

  it('waits longer and longer for a server that closes every watch at once', async () => {
    world.start();
    for (const delayMs of [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]) {
      (await world.watch()).end();
      await world.clock.untilWaiting(delayMs);
      world.clock.advance(delayMs);
    }
    expect(world.requests('list')).toHaveLength(1);
  });

  it('starts a new watch when one has been silent for too long', async () => {
    world.start();
    await world.watch();
    world.clock.advance(89_999);
    expect(world.requests('watch')).toHaveLength(1);
    world.clock.advance(1);
    await untilWatches(2);
  });
});

describe('a forgotten position', () => {
  it.each(['in the stream', 'as HTTP status'])('lists again and tells the exact difference (%s)', async (how) => {
    world.put('b');
    world.put('c');
    world.start();
    const watch = await world.watch();
    world.clock.advance(6000);
    if (how === 'as HTTP status') world.server.fail(isWatch, refuse(410, 'Expired'));
    watch.reset();
    world.remove('b');
    world.put('c', 'changed');
    world.put('d');
    world.server.compact();
    await world.recorder.until(() => world.recorder.items.has('d'));

    expect(world.recorder.log.slice(0, 4)).toEqual(['=', '+a', '+b', '+c']);
    expect(world.recorder.log.slice(4).sort()).toEqual(['+c', '+d', '-b']);
  });

  it('waits before it lists again when that did not help', async () => {
    world.start();
    (await world.watch()).send(expiredEvent);
    await world.clock.untilWaiting(1000);
    world.clock.advance(1000);
    await untilWatches(2);
    (await world.watch()).send(expiredEvent);
    await world.clock.untilWaiting(2000);
    expect(world.requests('list')).toHaveLength(2);
  });
});

describe('an ill server', () => {
  it('keeps what it had while the server answers 500, says so, and recovers', async () => {
    const reflector = world.start();
    const watch = await world.watch();
    world.server.fail(isWatch, refuse(500, 'InternalError'), 3);
    watch.end();
    for (const delayMs of [1000, 2000, 4000, 8000]) {
      await world.clock.untilWaiting(delayMs);
      world.clock.advance(delayMs);
    }
    await world.watch();
    expect(world.recorder.log).toEqual(['=', '+a']);
    expect(reflector.state()).toEqual({ kind: 'live', watchDenied: null });
  });

  it('says stale, since when, and why', async () => {
    const reflector = world.start();
    const watch = await world.watch();
    const lastContactMs = world.clock.now();
    world.clock.advance(7000);
    world.server.fail(isWatch, refuse(503, 'ServiceUnavailable'));
    watch.reset();
    await world.recorder.until(() => reflector.state().kind === 'stale');
    expect(reflector.observedAtMs()).toBe(lastContactMs);
    expect(reflector.state()).toEqual({
      kind: 'stale',
      message: 'API server answered 503 Service Unavailable to watch /api/v1/nodes: ServiceUnavailable on purpose',
    });
  });

  it('lists again after five refused watches, and keeps the data when that list fails', async () => {
    const reflector = world.start();
    const watch = await world.watch();
    world.server.fail(isWatch, refuse(504, 'Timeout'), 5);
    world.server.fail(isList, refuse(500, 'InternalError'));
    world.clock.advance(6000);
    watch.reset();
    for (const delayMs of [1000, 2000, 4000, 8000, 16_000, 1000]) {
      await world.clock.untilWaiting(delayMs);
      world.clock.advance(delayMs);
    }
    await world.watch();
    expect(world.requests('list')).toHaveLength(3);
    expect(world.recorder.log).toEqual(['=', '+a']);
    expect(reflector.state().kind).toBe('live');
  });

  it('leaves a throttling server alone for as long as it asks', async () => {
    world.server.fail(isList, refuse(429, 'TooManyRequests', { 'retry-after': '17' }));
    world.start();
    await world.clock.untilWaiting(17_000);
    world.clock.advance(17_000);
    await world.watch();
    expect(world.recorder.log).toEqual(['=', '+a']);
  });

  it('goes on after an error event that is not about its position', async () => {
    const reflector = world.start();
    const watch = await world.watch();
    watch.send({ type: 'ERROR', object: statusObject(500, 'InternalError', 'etcd has no leader') });
    await world.clock.untilWaiting(1000);
    expect(reflector.state()).toEqual({ kind: 'stale', message: 'The watch ended with an error: etcd has no leader' });
    world.clock.advance(1000);
    await untilWatches(2);
    expect(world.requests('list')).toHaveLength(1);
  });

  it('lists again when the same line stays garbage', async () => {
    world.start();
    (await world.watch()).sendRaw('<html>\n');
    await world.clock.untilWaiting(1000);
    world.clock.advance(1000);
    await untilWatches(2);
    (await world.watch()).sendRaw('{"type":"ADDED"\n');
    await world.clock.untilWaiting(2000);
    world.clock.advance(2000);
    await untilWatches(3);
    expect(world.requests('list')).toHaveLength(2);
    expect(world.recorder.log).toEqual(['=', '+a']);
  });

  it('signs in again when the token has been rotated, without going stale', async () => {
    world.server.allowOnly('Bearer first');
    const reflector = world.start();
    const watch = await world.watch();
    world.server.allowOnly('Bearer second');
    world.access.token = 'second';
    world.clock.advance(6000);
    watch.end();
    await untilWatches(3);
    await world.watch();
    expect(reflector.state().kind).toBe('live');
    expect(world.access.renewals).toBe(1);
  });
});

describe('permissions', () => {
  it('names a list that is not permitted, keeps trying, and recovers once it is', async () => {
    world.server.deny('list', world.path);
    const reflector = world.start();
    await world.clock.untilWaiting(60_000);
    expect(reflector.state()).toMatchObject({ kind: 'denied', message: expect.stringContaining('cannot list') });
    expect(world.recorder.log).toEqual([]);
    world.server.allow('list', world.path);
    world.clock.advance(60_000);
    await world.watch();
    expect(world.recorder.log).toEqual(['=', '+a']);
  });

  it('lists every 30 s where only watching is not permitted', async () => {
    world.server.deny('watch', world.path);
    const reflector = world.start();
    await world.clock.untilWaiting(30_000);
    expect(reflector.state()).toMatchObject({ kind: 'live', watchDenied: expect.stringContaining('cannot watch') });
    world.put('b');
    world.clock.advance(30_000);
    await world.recorder.until(() => world.recorder.items.has('b'));
    expect(reflector.observedAtMs()).toBe(world.clock.now());
    expect(reflector.state()).toMatchObject({ kind: 'live', watchDenied: expect.stringContaining('cannot watch') });
  });

  it('names a resource that the cluster does not serve', async () => {
    world.server.fail(() => true, refuse(404, 'NotFound'));
    const reflector = world.start();
    await world.clock.untilWaiting(60_000);
    expect(reflector.state().kind).toBe('absent');
  });
});

describe('bugs of ours', () => {
  it('keeps a parser that throws from ending the process, and lists again', async () => {
    const reflector = world.start({
      parse: (raw) => {
        if (JSON.stringify(raw).includes('explode')) throw new Error('bug');
        return { ok: true, value: { resourceVersion: '', data: raw } };
      },
    });
    await world.watch();
    world.put('b', 'explode');
    await world.recorder.until(() => reflector.state().kind === 'stale');
    expect(reflector.state()).toMatchObject({ message: expect.stringContaining('bug') });
    expect([...world.recorder.items.keys()]).toEqual(['a']);
  });
});

describe('changing interest', () => {
  it('lists again when asked, without telling what is known', async () => {
    let wanted = ['a'];
    world.put('b');
    const reflector = world.start({ keep: ({ key }) => wanted.includes(key) });
    await world.watch();
    wanted = ['a', 'b'];
    reflector.relist();
    await world.recorder.until(() => world.recorder.items.has('b'));
    expect(world.recorder.log).toEqual(['=', '+a', '+b']);
  });

  it('does not wait for a back-off when asked to list again', async () => {
    world.server.fail(isList, refuse(500, 'InternalError'));
    const reflector = world.start();
    await world.clock.untilWaiting(1000);
    reflector.relist();
    await world.watch();
    expect(world.recorder.log).toEqual(['=', '+a']);
  });

  it('drops at once what is of no interest any more', async () => {
    world.put('b');
    const reflector = world.start();
    await world.watch();
    reflector.prune((key) => key === 'b');
    expect(world.recorder.log).toEqual(['=', '+a', '+b', '-a']);
  });
});
