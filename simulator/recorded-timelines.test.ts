import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Action } from './actions/action.ts';
import { applyAction } from './actions/apply-action.ts';
import { advance } from './kernel/run-world.ts';
import type { World } from './kernel/world.ts';
import type { EndpointSlice } from './objects/endpoint-slice.ts';
import type { Node } from './objects/node.ts';
import { jsonIn, readFixture } from './testing/read-fixture.ts';
import { deployment, loadBalancerService, START_AT, smallCluster } from './testing/small-cluster.ts';
import { endpointStories, kindsOf, nodeStories, parseNode, parseSlice, type Told, toldIn } from './testing/stories.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/timelines');
const items = z.object({ items: z.array(z.unknown()) });

async function recorded(name: string) {
  const files = await readFixture(join(FOLDER, `${name}.tgz`));
  const listed = (kind: string) => items.parse(jsonIn(files, `kubernetes/${kind}.json`)).items;
  const watch = (kind: string) => files.get(`watch/${kind}.jsonl`) ?? '';
  const slices = { start: listed('endpointslices').map(parseSlice), told: toldIn(watch('endpointslices'), parseSlice) };
  const nodes = { start: listed('nodes').map(parseNode), told: toldIn(watch('nodes'), parseNode) };
  return { slices, nodes };
}

interface Watched {
  readonly slices: { readonly start: EndpointSlice[]; readonly told: Told<EndpointSlice>[] };
  readonly nodes: { readonly start: Node[]; readonly told: Told<Node>[] };
}

/** The same from a living world: what is there, and everything told after an action. */
function simulated(action: (world: World) => Action, seconds: number): Watched {
  const annotations = {
    'simulator.aks/exit-after-sigterm-seconds': '9',
    'simulator.aks/accepts-after-sigterm': 'true',
  };
  const pod = { terminationGracePeriodSeconds: 10 };
  const world = smallCluster([
    deployment('web', { annotations, pod }),
    loadBalancerService('pub-cluster', 'web'),
    loadBalancerService('pub-local', 'web', { externalTrafficPolicy: 'Local' }),
  ]);
  advance(world, START_AT + 20_000);
  const watched: Watched = {
    slices: { start: world.store.list('endpointslices'), told: [] },
    nodes: { start: world.store.list('nodes'), told: [] },
  };
  const unsubscribe = world.store.subscribe(({ resource, key, type, object }) => {
    if (resource === 'endpointslices')
      watched.slices.told.push({ type, object: world.store.get('endpointslices', key) ?? parseSlice(object) });
    if (resource === 'nodes')
      watched.nodes.told.push({ type, object: world.store.get('nodes', key) ?? parseNode(object) });
  });
  applyAction(world, action(world));
  advance(world, world.now + seconds * 1000);
  unsubscribe();
  return watched;
}

const endpointKinds = ({ slices }: Watched, service: string): string[] =>
  kindsOf(endpointStories(slices.start, slices.told, service));
const nodeKinds = ({ nodes }: Watched): string[] => kindsOf(nodeStories(nodes.start, nodes.told));

describe('the simulator tells what real controllers told', () => {
  it.each(['pub-cluster', 'pub-local'])('of the endpoints of %s in a rollout', async (service) => {
    const real = await recorded('rollout');
    const made = simulated(() => ({ do: 'restart', workload: 'shop/web' }), 60);
    expect(endpointKinds(made, service)).toEqual(endpointKinds(real, service));
  });

  it('of endpoints and nodes in a drain', async () => {
    const real = await recorded('drain');
    const made = simulated(() => ({ do: 'drain', node: 'hosting:web' }), 60);
    expect(endpointKinds(made, 'pub-local')).toEqual(endpointKinds(real, 'pub-local'));
    expect(nodeKinds(made)).toContain('True > True cordoned');
    expect(nodeKinds(real).some((story) => story.startsWith('True > True cordoned'))).toBe(true);
  });

  it('of the endpoints and the node of an evicted machine', async () => {
    const real = await recorded('spot-eviction');
    const made = simulated(() => ({ do: 'kill', node: 'hosting:web', how: 'delete' }), 180);
    expect(nodeKinds(made)).toEqual(nodeKinds(real));
    const dead = (kinds: readonly string[]) => kinds.filter((kind) => kind.endsWith('gone'));
    expect(dead(endpointKinds(made, 'pub-local'))).toEqual(dead(endpointKinds(real, 'spot-local')));
  });
});
