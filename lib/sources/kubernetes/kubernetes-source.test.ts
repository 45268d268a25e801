import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectionPath } from './resource.ts';
import { refuse } from './testing/reply.ts';
import { type SourceWorld, startSourceWorld } from './testing/source-world.ts';
import {
  wireEvent,
  wireLease,
  wireNode,
  wirePod,
  wireService,
  wireSlice,
  wireWorkload,
} from './testing/wire-objects.ts';

let world: SourceWorld;

beforeEach(async () => {
  world = await startSourceWorld();
});

afterEach(() => world.close());

function fill(): void {
  world.put('services', wireService('shop/web', { app: 'web' }));
  world.put('services', wireService('shop/inside', { app: 'inside' }, 'ClusterIP'));
  world.put('endpointSlices', wireSlice('shop/web-1', 'web'));
  world.put('endpointSlices', wireSlice('shop/inside-1', 'inside'));
  world.put('nodes', wireNode('n1'));
  world.put('pods', wirePod('shop/web-a', { app: 'web' }));
  world.put('pods', wirePod('shop/inside-a', { app: 'inside' }));
  world.put('deployments', wireWorkload('shop/web'));
  world.put('statefulSets', wireWorkload('shop/web'));
  world.put('deployments', wireWorkload('other/web'));
  world.put('events', wireEvent('shop/e1', 'Service', 'web'));
  world.put('events', wireEvent('default/e2', 'Node', 'n1'));
  world.put('events', wireEvent('shop/e3', 'Pod', 'web-a'));
  world.put('leases', wireLease('n1', '2026-01-01T00:00:00Z'));
}

describe('what is read', () => {
  it('tells everything that belongs to load balancer Services and nothing else', async () => {
    fill();
    await world.start().settled;

    const { keys } = world.recorder;
    expect(keys('services')).toEqual(['shop/web']);
    expect(keys('endpointSlices')).toEqual(['shop/web-1']);
    expect(keys('nodes')).toEqual(['n1']);
    expect(keys('pods')).toEqual(['shop/web-a']);
    expect(keys('workloads')).toEqual(['Deployment/shop/web', 'StatefulSet/shop/web']);
    expect(keys('events')).toEqual(['default/e2', 'shop/e1']);
    expect(keys('leases')).toEqual(['n1']);
    expect(keys('autoscalers')).toEqual([]);
    expect(world.recorder.value('workloads', 'StatefulSet/shop/web')).toMatchObject({ kind: 'StatefulSet' });
  });

  it('asks for load balancer Services and the pods behind them only', async () => {
    fill();
    await world.start().settled;
    expect(world.asked('services', 'list')).toEqual(['/api/v1/services spec.type=LoadBalancer']);
    expect(world.asked('pods', 'list')).toEqual(['/api/v1/namespaces/shop/pods app=web']);
    expect(world.server.requests.filter(({ path }) => /secrets|configmaps/.test(path))).toEqual([]);
  });

  it('tells each kind once as a whole, and says live for all of them', async () => {
    fill();
    const source = world.start();
    await source.settled;
    expect(world.recorder.log.filter((line) => / [+-]/.test(line))).toEqual([]);
    const whole = world.recorder.log.filter((line) => line.includes('='));
    expect(new Set(whole.map((line) => line.split(' ')[0])).size).toBe(whole.length);
    const states = source.statuses().map(({ resource, state, error, denied }) => ({ resource, state, error, denied }));
    expect(states).toHaveLength(20);
    for (const status of states) expect(status).toMatchObject({ state: 'live', error: null, denied: null });
  });

  it('drops other Services itself where the API server cannot', async () => {
    fill();
    world.server.fail((request) => request.view.fieldSelector.startsWith('spec.type'), refuse(400, 'BadRequest'));
    await world.start().settled;
    expect(world.recorder.keys('services')).toEqual(['shop/web']);
    world.put('services', wireService('shop/web', { app: 'web' }, 'NodePort'));
    await world.recorder.until(() => world.recorder.keys('services')?.length === 0);
    expect(world.recorder.log).toContain('services -shop/web');
  });

  it('tells a Service that stops being a load balancer as gone, with everything that was there for it', async () => {
    fill();
    await world.start().settled;
    await world.untilWatched('services');
    world.put('services', wireService('shop/web', { app: 'web' }, 'ClusterIP'));
    await world.recorder.until(() => world.recorder.keys('workloads')?.length === 0);
    expect(world.recorder.keys('services')).toEqual([]);
    expect(world.recorder.keys('endpointSlices')).toEqual([]);
    world.clock.advance(1000);
    await world.recorder.until(() => world.recorder.keys('pods')?.length === 0);
    await world.server.until(() => world.server.watches('/api/v1/namespaces/shop/pods').length === 0);
  });

  it('needs no pods when no Service selects any', async () => {
    world.put('services', wireService('shop/by-hand', null));
    const source = world.start();
    await source.settled;
    expect(world.recorder.keys('pods')).toEqual([]);
    expect(source.statuses().find(({ resource }) => resource === 'pods')).toMatchObject({ state: 'live' });
    expect(world.asked('pods', 'list')).toEqual([]);
  });
});

describe('a new load balancer Service', () => {
  it('brings what was dropped before: its slices, its pods and the workloads of its namespace', async () => {
    fill();
    await world.start().settled;
    await world.untilWatched('services');
    world.put('services', wireService('other/web', { app: 'web' }));
    world.put('services', wireService('shop/inside', { app: 'inside' }));
    world.put('pods', wirePod('other/web-a', { app: 'web' }));
    await world.recorder.until(() => world.recorder.keys('services')?.length === 3);
    world.clock.advance(1000);
    await world.recorder.until(
      () =>
        world.recorder.keys('pods')?.length === 3 &&
        world.recorder.keys('endpointSlices')?.length === 2 &&
        world.recorder.keys('workloads')?.length === 3,
    );
    expect(world.recorder.keys('workloads')).toContain('Deployment/other/web');
    expect(world.recorder.log.filter((line) => line.startsWith('endpointSlices '))).toEqual([
      'endpointSlices =shop/web-1',
      'endpointSlices +shop/inside-1',
    ]);
    expect(world.asked('endpointSlices', 'list')).toHaveLength(2);
  });

  it('keeps slices that come before the new list', async () => {
    fill();
    await world.start().settled;
    await world.untilWatched('services');
    await world.untilWatched('endpointSlices');
    world.put('services', wireService('shop/new', { app: 'new' }));
    await world.recorder.until(() => world.recorder.keys('services')?.includes('shop/new') ?? false);
    world.put('endpointSlices', wireSlice('shop/new-1', 'new'));
    await world.recorder.until(() => world.recorder.keys('endpointSlices')?.includes('shop/new-1') ?? false);
    expect(world.asked('endpointSlices', 'list')).toHaveLength(1);
  });
});

describe('permissions', () => {
  it('goes on without what is not permitted, and names verb and resource', async () => {
    fill();
    world.server.deny('list', collectionPath('endpointSlices'));
    world.server.deny('list', collectionPath('statefulSets'));
    world.server.deny('watch', collectionPath('nodes'));
    const source = world.start();
    await source.settled;
    const statusOf = (name: string) => source.statuses().find(({ resource }) => resource === name);
    expect(statusOf('endpointSlices')).toMatchObject({
      state: 'denied',
      observedAt: null,
      denied: { verb: 'list', resource: 'discovery.k8s.io/endpointslices' },
    });
    expect(statusOf('statefulSets')).toMatchObject({ state: 'denied' });
    expect(world.recorder.keys('endpointSlices')).toBeNull();
    expect(world.recorder.keys('workloads')).toEqual(['Deployment/shop/web']);
    await world.recorder.until(() => statusOf('nodes')?.denied !== null);
    expect(statusOf('nodes')).toMatchObject({ state: 'live', denied: { verb: 'watch', resource: 'nodes' } });
    expect(statusOf('nodes')?.observedAt).toBe('2026-01-01T00:00:00.000Z');
  });

  it('reads what does not depend on Services when those are denied, and says what waits for them', async () => {
    fill();
    world.server.deny('list', collectionPath('services'));
    const source = world.start();
    await source.settled;
    expect(world.recorder.keys('nodes')).toEqual(['n1']);
    expect(source.statuses().find(({ resource }) => resource === 'pods')).toMatchObject({
      state: 'absent',
      error: expect.stringContaining('the Services are not known: API server answered 403'),
    });
    expect(world.asked('endpointSlices', 'list')).toEqual([]);
  });
});

describe('objects that cannot be read', () => {
  it('makes the resource partial with their names, and keeps the others', async () => {
    fill();
    world.put('endpointSlices', { ...wireSlice('shop/web-2', 'web'), addressType: 'IPv5' });
    const source = world.start();
    await source.settled;
    expect(world.recorder.keys('endpointSlices')).toEqual(['shop/web-1']);
    expect(world.recorder.statusOf('endpointSlices')).toMatchObject({
      state: 'partial',
      error: expect.stringMatching(/EndpointSlice shop\/web-2 \/addressType/),
    });
  });
});

it('stops asking and telling when stopped', async () => {
  fill();
  const source = world.start();
  await source.settled;
  const told = world.recorder.log.length;
  source.stop();
  world.put('nodes', wireNode('n2'));
  await world.server.until(() => world.server.watches('/api/v1/nodes').length === 0);
  expect(world.recorder.log).toHaveLength(told);
  expect(world.clock.waiting()).toEqual([]);
});
