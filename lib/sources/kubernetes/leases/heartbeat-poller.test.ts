import { afterEach, beforeEach, expect, it } from 'vitest';
import { collectionPath } from '../resource.ts';
import { refuse } from '../testing/fake-api-server.ts';
import { type SourceWorld, startSourceWorld } from '../testing/source-world.ts';
import { wireLease } from '../testing/wire-objects.ts';

let world: SourceWorld;
let lists: number;

beforeEach(async () => {
  world = await startSourceWorld();
  lists = 0;
});

afterEach(() => world.close());

const told = () => world.recorder.log.filter((line) => line.startsWith('leases =')).length;
const at = (seconds: number) => new Date(Date.parse('2026-01-01T00:00:00Z') + seconds * 1000).toISOString();

/** Renews the heartbeats of all nodes but these, then lets one poll happen. */
async function poll(seconds: number, ...silent: string[]): Promise<void> {
  for (const node of ['n1', 'n2', 'n3']) {
    if (!silent.includes(node)) world.put('leases', wireLease(node, at(seconds)));
  }
  lists += 1;
  if (lists > 1) world.clock.advance(10_000);
  await world.clock.untilSet(10_000, lists);
}

it('tells heartbeats at once, and then once a minute as long as all go on', async () => {
  world.start();
  for (const seconds of [0, 10, 20, 30, 40, 50]) await poll(seconds);
  expect(told()).toBe(1);
  await poll(60);
  expect(told()).toBe(2);
  expect(world.recorder.value('leases', 'n1')).toMatchObject({ renewedAt: at(60) });
});

it('tells a stopped heartbeat with the next poll, and all others of the same moment', async () => {
  world.start();
  await poll(0);
  for (const seconds of [10, 20]) await poll(seconds, 'n2');
  expect(told()).toBe(1);
  await poll(30, 'n2');
  expect(told()).toBe(2);
  expect(world.recorder.value('leases', 'n2')).toMatchObject({ renewedAt: at(0) });
  expect(world.recorder.value('leases', 'n3')).toMatchObject({ renewedAt: at(30) });
  await poll(40);
  expect(told()).toBe(3);
});

it('tells nodes that come and go', async () => {
  world.start();
  await poll(0);
  world.put('leases', wireLease('n4', at(10)));
  await poll(10);
  expect(world.recorder.keys('leases')).toContain('n4');
  world.remove('leases', 'kube-node-lease/n4');
  await poll(20);
  expect(world.recorder.keys('leases')).not.toContain('n4');
});

it('asks the memory of the API server, not its store, page after page', async () => {
  for (let index = 0; index < 501; index += 1) world.put('leases', wireLease(`node-${index}`, at(0)));
  world.start();
  await world.recorder.until(() => told() === 1);
  const queries = world.server.requests
    .filter(({ path }) => path.includes('kube-node-lease'))
    .map(({ query }) => query);
  expect(queries.map((query) => query.get('resourceVersion'))).toEqual(['0', null]);
  expect(world.recorder.keys('leases')).toHaveLength(501);
});

it('keeps heartbeats while they cannot be read, and says so', async () => {
  const source = world.start();
  await poll(0);
  world.server.fail(({ collection }) => collection === collectionPath('leases'), refuse(503, 'Unavailable'));
  world.clock.advance(10_000);
  await world.recorder.until(() => world.recorder.statusOf('leases')?.state === 'stale');
  expect(source.statuses().find(({ resource }) => resource === 'leases')?.observedAt).toBe(at(0));
  expect(told()).toBe(1);
});

it('names the permission that is missing', async () => {
  world.server.deny('list', collectionPath('leases'));
  world.start();
  await world.recorder.until(() => world.recorder.statusOf('leases')?.state === 'denied');
  expect(world.recorder.statusOf('leases')?.denied).toEqual({ verb: 'list', resource: 'coordination.k8s.io/leases' });
});
