import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { helloEventSchema, serviceEventSchema, summaryEventSchema } from '../../report/stream-events.ts';
import { changingCluster, withoutEndpoints, withoutService } from '../testing/changing-cluster.ts';
import { type EventReader, readEvents } from '../testing/event-reader.ts';
import { manualTiming } from '../testing/manual-timing.ts';
import { closeStreams, openStreams } from './open-streams.ts';
import { StreamHub } from './stream-hub.ts';
import { versionAt } from './stream-position.ts';

afterEach(() => closeStreams());

function start() {
  const cluster = changingCluster('prod');
  const timing = manualTiming();
  const hub = new StreamHub(cluster, timing);
  const open = (version: number | null = null, service: string | null = null): EventReader => {
    const watched = service === null ? null : { key: service, version };
    return readEvents(hub.open({ version, service: watched }, new AbortController().signal));
  };
  return { cluster, timing, hub, open };
}

const names = (services: readonly { name: string }[]) => services.map((service) => service.name);

describe('a stream', () => {
  test('begins with everything, then tells only what differs', async () => {
    const { cluster, open } = start();
    const reader = open();
    const hello = await reader.next();
    expect(hello?.event).toBe('hello');
    expect(names(helloEventSchema.parse(hello?.data).services).sort()).toEqual(['api', 'web']);
    expect(versionAt(hello?.id ?? null)).toBe(1);

    cluster.change(withoutEndpoints('web'));
    const summary = await reader.next();
    expect(summary?.event).toBe('summary');
    const { version, services, removed, status } = summaryEventSchema.parse(summary?.data);
    expect({ version, names: names(services), removed, status }).toEqual({
      version: 2,
      names: ['web'],
      removed: [],
      status: 'failing',
    });
  });

  test('names Services that are gone', async () => {
    const { cluster, open } = start();
    const reader = open();
    await reader.next();
    cluster.change(withoutService('web'));
    expect(summaryEventSchema.parse((await reader.next())?.data)).toMatchObject({
      services: [],
      removed: ['shop/web'],
    });
  });

  test('goes on where its reader was', async () => {
    const { cluster, timing, open } = start();
    const other = open();
    await other.next();
    cluster.change(withoutEndpoints('web'));
    timing.pass(1000);
    cluster.change(withoutService('api'));
    timing.pass(1000);
    const resumed = await open(1).next();
    expect(resumed?.event).toBe('summary');
    expect(summaryEventSchema.parse(resumed?.data)).toMatchObject({
      version: 3,
      services: [{ name: 'web' }],
      removed: ['shop/api'],
    });
  });

  test('starts over for a reader from before anybody looked', async () => {
    const { cluster, open } = start();
    cluster.change(withoutEndpoints('web'));
    expect((await open(1).next())?.event).toBe('hello');
  });

  test('knows what changed while nobody looked, if somebody had looked before', async () => {
    const { cluster, open } = start();
    const first = open();
    await first.next();
    await first.cancel();
    cluster.change(withoutEndpoints('web'));
    const resumed = await open(1).next();
    expect(resumed?.event).toBe('summary');
    expect(names(summaryEventSchema.parse(resumed?.data).services)).toEqual(['web']);
  });

  test('says at once that it is open, also when nothing has changed', async () => {
    const { open } = start();
    expect(await open(1).nextText()).toBe(': nothing has changed\n\n');
  });

  test('shows that it is alive when nothing happens', async () => {
    const { timing, open } = start();
    const reader = open();
    await reader.next();
    const beat = reader.nextText();
    timing.pass(15_000);
    expect(await beat).toBe(': heartbeat\n\n');
  });
});

describe('one Service', () => {
  test('comes whole at first and whenever it differs', async () => {
    const { cluster, timing, open } = start();
    const reader = open(null, 'shop/web');
    expect((await reader.next())?.event).toBe('hello');
    const first = await reader.next();
    expect(first?.event).toBe('service');
    expect(serviceEventSchema.parse(first?.data)).toMatchObject({ version: 1, service: { name: 'web' } });

    cluster.change(withoutEndpoints('api'));
    expect((await reader.next())?.event).toBe('summary');
    timing.pass(1000);
    cluster.change(withoutEndpoints('web'));
    expect((await reader.next())?.event).toBe('summary');
    const second = await reader.next();
    expect(serviceEventSchema.parse(second?.data)).toMatchObject({ version: 3, service: { status: 'failing' } });
  });

  test('that is gone is said to be gone, and comes back whole', async () => {
    const { cluster, timing, open } = start();
    const reader = open(null, 'shop/web');
    await reader.next();
    await reader.next();
    const before = cluster.current().snapshot;
    cluster.change(withoutService('web'));
    await reader.next();
    expect(await reader.next()).toMatchObject({
      event: 'service-removed',
      data: { version: 2, namespace: 'shop', name: 'web' },
    });
    timing.pass(1000);
    cluster.change(() => before);
    await reader.next();
    expect((await reader.next())?.event).toBe('service');
  });
});

describe('many viewers', () => {
  test('fifty get the same bytes, written out once', async () => {
    const { cluster, hub, open } = start();
    const readers = Array.from({ length: 50 }, () => open());
    await Promise.all(readers.map((reader) => reader.next()));
    expect(hub.viewers).toBe(50);
    expect(cluster.listeners).toBe(1);
    const stringify = vi.spyOn(JSON, 'stringify');
    const received = Promise.all(readers.map((reader) => reader.next()));
    cluster.change(withoutEndpoints('web'));
    const events = await received;
    const summaries = stringify.mock.results.filter(({ value }) => String(value).includes('"removed"'));
    stringify.mockRestore();
    expect(summaries).toHaveLength(1);
    expect(new Set(events.map((event) => JSON.stringify(event))).size).toBe(1);
  });

  test('changes in quick succession are one message', async () => {
    const { cluster, timing, open } = start();
    const reader = open();
    await reader.next();
    cluster.change(withoutEndpoints('web'));
    expect((await reader.next())?.data).toMatchObject({ version: 2 });
    cluster.change(withoutEndpoints('api'));
    cluster.change(withoutService('api'));
    timing.pass(250);
    expect((await reader.next())?.data).toMatchObject({ version: 4, removed: ['shop/api'] });
  });

  test('a slow one gets what it missed in one message, and nothing piles up for it', async () => {
    const { cluster, timing, hub } = start();
    const stream = hub.open({ version: null, service: null }, new AbortController().signal);
    await setImmediate();
    const edits = [withoutEndpoints('web'), withoutEndpoints('api'), withoutService('api')];
    for (const edit of edits) {
      cluster.change(edit);
      timing.pass(1000);
    }
    const reader = readEvents(stream);
    expect(await reader.next()).toMatchObject({ event: 'hello', data: { version: 1 } });
    expect(await reader.next()).toMatchObject({ event: 'summary', data: { version: 4, removed: ['shop/api'] } });
  });

  test('one that takes nothing for a minute is let go', async () => {
    const { timing, hub } = start();
    const reader = readEvents(hub.open({ version: null, service: null }, new AbortController().signal));
    await setImmediate();
    timing.pass(75_000);
    expect(hub.viewers).toBe(0);
    expect((await reader.next())?.event).toBe('hello');
    expect(await reader.next()).toBeNull();
  });
});

describe('an end', () => {
  test('comes for all when the server stops', async () => {
    const { open } = start();
    const readers = Array.from({ length: 50 }, () => open());
    await Promise.all(readers.map((reader) => reader.next()));
    closeStreams();
    expect(await Promise.all(readers.map((reader) => reader.next()))).toEqual(readers.map(() => null));
    expect(openStreams().size).toBe(0);
  });

  test.each(['cancel', 'abort'] as const)('by %s leaves nothing behind', async (way) => {
    const { cluster, timing, hub } = start();
    const abort = new AbortController();
    const reader = readEvents(hub.open({ version: null, service: null }, abort.signal));
    await reader.next();
    if (way === 'cancel') await reader.cancel();
    else abort.abort();
    expect({ viewers: hub.viewers, listeners: cluster.listeners, timers: timing.waiting }).toEqual({
      viewers: 0,
      listeners: 0,
      timers: 0,
    });
    expect(openStreams().size).toBe(0);
  });
});
