import { join } from 'node:path';
import { z } from 'zod';
import type { Action } from '../actions/action.ts';
import { applyAction } from '../actions/apply-action.ts';
import { advance } from '../kernel/run-world.ts';
import type { World } from '../kernel/world.ts';
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Node } from '../objects/node.ts';
import type { Pod } from '../objects/pod.ts';
import type { KubeEvent } from '../objects/policy.ts';
import type { ResourceName } from '../objects/resources.ts';
import type { Service } from '../objects/service.ts';
import { jsonIn, readFixture } from './read-fixture.ts';
import { deployment, loadBalancerService, START_AT, smallCluster } from './small-cluster.ts';
import { parseEvent, parseNode, parsePod, parseService, parseSlice, type Told, toldIn } from './stories.ts';

export interface WatchedKind<T> {
  readonly start: T[];
  readonly told: Told<T>[];
}

/** What there was of some kinds, and everything that was told of them after something was done. */
export interface Watched {
  readonly slices: WatchedKind<EndpointSlice>;
  readonly nodes: WatchedKind<Node>;
  readonly pods: WatchedKind<Pod>;
  readonly services: WatchedKind<Service>;
  readonly events: WatchedKind<KubeEvent>;
}

const FOLDER = join(import.meta.dirname, '../../fixtures/timelines');
const items = z.object({ items: z.array(z.unknown()) });

/** What real controllers told. */
export async function recorded(name: string): Promise<Watched> {
  const files = await readFixture(join(FOLDER, `${name}.tgz`));
  const watched = <T>(kind: string, parse: (raw: unknown) => T): WatchedKind<T> => ({
    start: items.parse(jsonIn(files, `kubernetes/${kind}.json`)).items.map(parse),
    told: toldIn(files.get(`watch/${kind}.jsonl`) ?? '', parse),
  });
  return {
    slices: watched('endpointslices', parseSlice),
    nodes: watched('nodes', parseNode),
    pods: watched('pods', parsePod),
    services: watched('services', parseService),
    events: watched('events', parseEvent),
  };
}

/** One action of a replay, and how long after it the next one follows. */
export interface Step {
  readonly action: (world: World) => Action;
  readonly seconds: number;
}

function follow<T>(world: World, resource: ResourceName, parse: (raw: unknown) => T): WatchedKind<T> {
  const watched: WatchedKind<T> = { start: world.store.list(resource).map(parse), told: [] };
  world.store.subscribe((change) => {
    if (change.resource === resource)
      watched.told.push({ at: change.at / 1000, type: change.type, object: parse(change.object) });
  });
  return watched;
}

/** The same from a living world: the recorded workload and its two Services, and what is told while the steps are made. */
export function simulated(...steps: readonly Step[]): Watched {
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
    slices: follow(world, 'endpointslices', parseSlice),
    nodes: follow(world, 'nodes', parseNode),
    pods: follow(world, 'pods', parsePod),
    services: follow(world, 'services', parseService),
    events: follow(world, 'events', parseEvent),
  };
  for (const { action, seconds } of steps) {
    applyAction(world, action(world));
    advance(world, world.now + seconds * 1000);
  }
  return watched;
}
