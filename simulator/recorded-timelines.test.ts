import { describe, expect, it } from 'vitest';
import { endpointStories, kindsOf, nodeStories } from './testing/stories.ts';
import { recorded, simulated, type Watched } from './testing/watched.ts';

const endpointKinds = ({ slices }: Watched, service: string): string[] =>
  kindsOf(endpointStories(slices.start, slices.told, service));
const nodeKinds = ({ nodes }: Watched): string[] => kindsOf(nodeStories(nodes.start, nodes.told));

describe('the simulator tells what real controllers told', () => {
  it.each(['pub-cluster', 'pub-local'])('of the endpoints of %s in a rollout', async (service) => {
    const real = await recorded('rollout');
    const made = simulated({ action: () => ({ do: 'restart', workload: 'shop/web' }), seconds: 60 });
    expect(endpointKinds(made, service)).toEqual(endpointKinds(real, service));
  });

  it('of endpoints and nodes in a drain', async () => {
    const real = await recorded('drain');
    const made = simulated({ action: () => ({ do: 'drain', node: 'hosting:web' }), seconds: 60 });
    expect(endpointKinds(made, 'pub-local')).toEqual(endpointKinds(real, 'pub-local'));
    expect(nodeKinds(made)).toContain('True > True cordoned');
    expect(nodeKinds(real).some((story) => story.startsWith('True > True cordoned'))).toBe(true);
  });

  it('of the endpoints and the node of an evicted machine', async () => {
    const real = await recorded('spot-eviction');
    const made = simulated({ action: () => ({ do: 'kill', node: 'hosting:web', how: 'delete' }), seconds: 180 });
    expect(nodeKinds(made)).toEqual(nodeKinds(real));
    const dead = (kinds: readonly string[]) => kinds.filter((kind) => kind.endsWith('gone'));
    expect(dead(endpointKinds(made, 'pub-local'))).toEqual(dead(endpointKinds(real, 'spot-local')));
  });
});
