import { afterEach, beforeEach, expect, it } from 'vitest';
import { type SourceWorld, startSourceWorld } from '../testing/source-world.ts';
import { wirePod, wireService } from '../testing/wire-objects.ts';

let world: SourceWorld;
const podScopeLimits = { selectorsPerNamespaceMax: 2, scopesMax: 10 };

beforeEach(async () => {
  world = await startSourceWorld();
  for (const app of ['a', 'b', 'c', 'd']) world.put('pods', wirePod(`shop/${app}`, { app, tier: 'web' }));
});

afterEach(() => world.close());

const serve = (app: string, selector: Record<string, string> = { app }) =>
  world.put('services', wireService(`shop/${app}`, selector));
const pods = () => world.recorder.keys('pods')?.join(',');
const untilPods = (keys: string) => world.recorder.until(() => pods() === keys);
const podLog = () => world.recorder.log.filter((line) => line.startsWith('pods '));

async function start(): Promise<void> {
  await world.start({ podScopeLimits }).settled;
  await world.untilWatched('services');
}

/** Changes the Services and lets the source follow. */
async function change(services: () => void, count: number): Promise<void> {
  services();
  await world.recorder.until(() => world.recorder.keys('services')?.length === count);
  world.clock.advance(1000);
}

it('keeps an object that two Services select until neither does', async () => {
  serve('a');
  serve('all', { tier: 'web' });
  await start();
  expect(pods()).toBe('shop/a,shop/b,shop/c,shop/d');
  await change(() => world.remove('services', 'shop/all'), 1);
  await untilPods('shop/a');
  expect(podLog()).not.toContain('pods -shop/a');
});

it('changes from selectors to the whole namespace without losing a pod on the way', async () => {
  serve('a');
  serve('b');
  await start();
  await change(() => serve('c'), 3);
  await untilPods('shop/a,shop/b,shop/c');
  await world.server.until(() => world.server.watches('/api/v1/namespaces/shop/pods').length === 1);
  expect(world.asked('pods', 'list').at(-1)).toBe('/api/v1/namespaces/shop/pods');
  expect(podLog().filter((line) => line.startsWith('pods -'))).toEqual([]);
});

it('finds the pods of a further Service in a namespace that is followed as a whole', async () => {
  serve('a');
  serve('b');
  serve('c');
  await start();
  expect(pods()).toBe('shop/a,shop/b,shop/c');
  await change(() => serve('d'), 4);
  await untilPods('shop/a,shop/b,shop/c,shop/d');
  await change(() => world.remove('services', 'shop/a'), 3);
  await untilPods('shop/b,shop/c,shop/d');
});

it('goes back to selectors when few are left', async () => {
  serve('a');
  serve('b');
  serve('c');
  await start();
  await change(() => world.remove('services', 'shop/c'), 2);
  await untilPods('shop/a,shop/b');
  await world.server.until(() => world.server.watches('/api/v1/namespaces/shop/pods').length === 2);
  expect(podLog().filter((line) => line.startsWith('pods -'))).toEqual(['pods -shop/c']);
});
