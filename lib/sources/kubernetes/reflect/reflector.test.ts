import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ReflectorWorld, startReflectorWorld } from '../testing/reflector-world.ts';
import { refuse } from '../testing/reply.ts';

let world: ReflectorWorld;

beforeEach(async () => {
  world = await startReflectorWorld();
});

afterEach(() => world.close());

describe('listing', () => {
  it('reads a collection in pages of 500 and tells it once, as a whole', async () => {
    for (let index = 0; index < 1201; index += 1) world.put(`node-${index}`);
    world.start();
    await world.watch();

    expect(world.recorder.items.size).toBe(1201);
    expect(world.recorder.log.indexOf('=')).toBe(0);
    expect(world.requests('list').map((request) => request.query.get('limit'))).toEqual(['500', '500', '500']);
  });

  it('starts over when the pages expire in between, and tells no object twice', async () => {
    for (let index = 0; index < 600; index += 1) world.put(`node-${index}`);
    world.server.fail((request) => request.query.has('continue'), refuse(410, 'Expired'));
    world.start();
    await world.watch();

    expect(world.requests('list').map((request) => request.query.has('continue'))).toEqual([false, true, false, true]);
    expect(world.recorder.log).toHaveLength(601);
  });

  it('tells an empty collection as loaded and empty', async () => {
    const reflector = world.start();
    await world.watch();
    expect(world.recorder.log).toEqual(['=']);
    expect(reflector.state()).toEqual({ kind: 'live', watchDenied: null });
  });

  it.each([
    ['without items', { kind: 'NodeList', metadata: { resourceVersion: '7' } }],
    ['that is no list', { hello: 'world' }],
  ])('never takes an answer %s for an empty collection', async (_name, body) => {
    world.server.fail(
      () => true,
      (response) => response.end(JSON.stringify(body)),
    );
    const reflector = world.start();
    await world.recorder.until(() => reflector.state().kind === 'stale');
    expect(world.recorder.log).toEqual([]);
  });

  it('takes the next selection when the API server does not understand the first', async () => {
    world.put('a');
    world.server.fail((request) => request.view.fieldSelector !== '', refuse(400, 'BadRequest'));
    world.start({ queries: [{ fieldSelector: 'spec.type=LoadBalancer' }, {}] });
    await world.watch();

    expect([...world.recorder.items.keys()]).toEqual(['a']);
    expect(world.requests('watch')[0]?.view.fieldSelector).toBe('');
  });

  it('takes the next selection when only the watch is not understood', async () => {
    world.put('a');
    world.server.fail((request) => request.verb === 'watch', refuse(400, 'BadRequest'));
    world.start({ queries: [{ fieldSelector: 'metadata.name=a' }, {}] });
    await world.watch();
    expect(world.requests('watch').map((request) => request.view.fieldSelector)).toEqual(['metadata.name=a', '']);
  });
});

describe('watching', () => {
  it('tells what happens, each change once', async () => {
    world.put('a');
    world.start();
    await world.watch();
    world.put('b', 1);
    world.put('b', 2);
    world.remove('a');
    await world.recorder.until(() => world.recorder.log.includes('-a'));

    expect(world.recorder.log).toEqual(['=', '+a', '+b', '+b', '-a']);
    expect(world.recorder.items.get('b')?.data).toBe(2);
  });

  it('asks for bookmarks and a limited life', async () => {
    world.start();
    await world.watch();
    const query = world.requests('watch')[0]?.query;
    expect(query?.get('allowWatchBookmarks')).toBe('true');
    expect(query?.get('timeoutSeconds')).toBe('290');
  });

  it('tells an object that stops being of interest as gone', async () => {
    world.put('a');
    world.start();
    await world.watch();
    world.put('a', null);
    world.put('b');
    await world.recorder.until(() => world.recorder.items.has('b'));
    expect(world.recorder.log).toEqual(['=', '+a', '-a', '+b']);
  });

  it('reads objects whose characters are split across chunks', async () => {
    world.start();
    const watch = await world.watch();
    const object = { metadata: { name: 'a', resourceVersion: '900' }, data: 'Zürich 🟢' };
    for (const byte of Buffer.from(`${JSON.stringify({ type: 'ADDED', object })}\n`))
      watch.sendRaw(Buffer.from([byte]));
    await world.recorder.until(() => world.recorder.items.has('a'));
    expect(world.recorder.items.get('a')?.data).toBe('Zürich 🟢');
  });

  it('stops reading and telling when stopped', async () => {
    const reflector = world.start();
    await world.watch();
    reflector.stop();
    await world.server.until(() => world.server.watches(world.path).length === 0);
    expect(world.clock.waiting()).toEqual([]);
  });
});

describe('objects that cannot be read', () => {
  it('leaves them out of a list and names them', async () => {
    world.put('a');
    world.put('b', 'bad');
    const reflector = world.start();
    await world.watch();
    expect([...world.recorder.items.keys()]).toEqual(['a']);
    expect(reflector.problems()).toEqual([{ object: 'Node b', pointer: '/data', message: 'expected no bad data' }]);
  });

  it('drops an object that becomes unreadable and takes it back when it can be read again', async () => {
    world.put('a');
    const reflector = world.start();
    await world.watch();
    world.put('a', 'bad');
    await world.recorder.until(() => reflector.problems().length === 1);
    expect(world.recorder.items.size).toBe(0);
    world.put('a', 'good');
    await world.recorder.until(() => reflector.problems().length === 0);
    expect(world.recorder.items.get('a')?.data).toBe('good');
  });

  it('forgets the problem of an object that is gone', async () => {
    world.put('a', 'bad');
    const reflector = world.start();
    await world.watch();
    world.remove('a');
    await world.recorder.until(() => reflector.problems().length === 0);
    expect(world.recorder.log).toEqual(['=']);
  });
});
