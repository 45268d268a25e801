import { afterEach, beforeEach, expect, it } from 'vitest';
import { collectionPath } from '../resource.ts';
import { refuse } from '../testing/reply.ts';
import { type SourceWorld, startSourceWorld } from '../testing/source-world.ts';
import { wireLease } from '../testing/wire-objects.ts';

let world: SourceWorld;

beforeEach(async () => {
  world = await startSourceWorld();
});

afterEach(() => world.close());

const told = () => world.recorder.log.filter((line) => line.startsWith('leases =')).length;
const at = (seconds: number) => new Date(Date.parse('2026-01-01T00:00:00Z') + seconds * 1000).toISOString();

it('reads again after 10 s and tells all heartbeats of one moment when one has stopped', async () => {
  for (const node of ['n1', 'n2']) world.put('leases', wireLease(node, at(0)));
  await world.start().settled;
  world.put('leases', wireLease('n1', at(50)));
  world.clock.advance(10_000);
  await world.recorder.until(() => told() === 2);
  expect(world.recorder.value('leases', 'n1')).toMatchObject({ renewedAt: at(50) });
  expect(world.recorder.value('leases', 'n2')).toMatchObject({ renewedAt: at(0) });
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
  world.put('leases', wireLease('n1', at(0)));
  const source = world.start();
  await source.settled;
  world.server.fail(({ collection }) => collection === collectionPath('leases'), refuse(503, 'Unavailable'));
  world.clock.advance(10_000);
  await world.recorder.until(() => world.recorder.statusOf('leases')?.state === 'stale');
  expect(source.statuses().find(({ resource }) => resource === 'leases')?.observedAt).toBe(at(0));
  expect(world.recorder.keys('leases')).toEqual(['n1']);
});

it('names the permission that is missing', async () => {
  world.server.deny('list', collectionPath('leases'));
  world.start();
  await world.recorder.until(() => world.recorder.statusOf('leases')?.state === 'denied');
  expect(world.recorder.statusOf('leases')?.denied).toEqual({ verb: 'list', resource: 'coordination.k8s.io/leases' });
});
