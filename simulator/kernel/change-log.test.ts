import { describe, expect, it } from 'vitest';
import { newMeta } from '../control-plane/object-life.ts';
import { smallCluster } from '../testing/small-cluster.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;

/** Writes a Namespace so many times, each time another, and gives the revisions. */
function write(world: World, times: number): number[] {
  return Array.from({ length: times }, (_, turn) => {
    const metadata = { ...newMeta(world, { name: 'turning' }), uid: 'one', labels: { turn: `${world.now} ${turn}` } };
    const spec = { finalizers: ['kubernetes'] };
    const namespace = {
      apiVersion: 'v1' as const,
      kind: 'Namespace' as const,
      metadata,
      spec,
      status: { phase: 'Active' },
    };
    return Number(world.store.put('namespaces', namespace, world.now).metadata.resourceVersion);
  });
}

describe('the log of changes', () => {
  it('tells what happened since a revision, oldest first', () => {
    const world = smallCluster([]);
    const [first = 0, second, third] = write(world, 3);
    expect(world.store.log.since('namespaces', first)?.map(({ revision }) => revision)).toEqual([second, third]);
  });

  it('forgets what is older than five minutes and a bit, but never the newest changes', () => {
    const world = smallCluster([]);
    const [old = 0] = write(world, 2_000);
    world.now += 4 * MINUTE;
    const [young = 0] = write(world, 2_000);
    expect(world.store.log.since('namespaces', old)).toHaveLength(3_999);
    world.now += 2 * MINUTE;
    write(world, 1);
    expect(world.store.log.since('namespaces', old)).toBeNull();
    expect(world.store.log.since('namespaces', young)).toHaveLength(2_000);
    world.now += 60 * MINUTE;
    const [last = 0] = write(world, 1);
    expect(world.store.log.since('namespaces', young)).toBeNull();
    expect(world.store.log.since('namespaces', last - 900)).toHaveLength(900);
  });
});
