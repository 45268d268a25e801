import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyAction } from './actions/apply-action.ts';
import { advance } from './kernel/run-world.ts';
import { seededRandom } from './kernel/seeded-random.ts';
import type { World } from './kernel/world.ts';
import { runLive } from './live-world.ts';
import { resourceNames } from './objects/resources.ts';
import { buildScenario, loadScenario } from './scenario.ts';
import { createVirtualClock } from './virtual-clock.ts';

const START_AT = Date.UTC(2026, 10, 21, 3, 0, 0);
const ACTS_AT_MS = START_AT + 120_000;
const END_MS = START_AT + 240_000;

/** Stories in which time, chance and actions meet: traffic, an eviction, a rollout, a zone that goes. */
const STORIES = ['spot-eviction-cluster', 'rollout-without-prestop', 'zone-loss', 'dual-stack'] as const;

const plain = (_key: string, value: unknown): unknown => {
  if (value instanceof Map) return [...value];
  return value instanceof Set ? [...value] : value;
};

/** Everything that can be seen of a world and its past, as bytes; each part under its name, so that a difference has one. */
function bytesOf(world: World): Readonly<Record<string, string>> {
  const { journal, cloud, machines, processes, probing, traffic } = world;
  const parts = { journal, cloud, machines, processes, probing, edge: traffic.edge, gateway: traffic.gateway };
  const lists = resourceNames.map((resource) => [resource, world.store.list(resource)] as const);
  return Object.fromEntries(
    [...Object.entries(parts), ...lists].map(([name, part]) => [name, JSON.stringify(part, plain)]),
  );
}

const open = (story: string, seed: number): World => buildScenario(loadScenario(story), START_AT, seed);

/** What somebody does in the middle of the story. */
function interfere(world: World): void {
  applyAction(world, { do: 'drain', node: 'pool:apps' });
  applyAction(world, {
    do: 'security-rule',
    name: 'deny',
    priority: 200,
    access: 'Deny',
    ...FROM_AZURE,
    remove: false,
  });
}

const FROM_AZURE = { sources: ['AzureLoadBalancer'], ports: ['10256'] };

/** Plays a story in steps that the caller chooses, in milliseconds. */
function play(story: string, seed: number, nextStep: () => number): Readonly<Record<string, string>> {
  const world = open(story, seed);
  for (const until of [ACTS_AT_MS, END_MS]) {
    while (world.now < until) advance(world, Math.min(until, world.now + nextStep()));
    if (until === ACTS_AT_MS) interfere(world);
  }
  return bytesOf(world);
}

const LOOK_MS = 250;

/** Plays it as the product does: with timers, at a speed. Both moments must be whole looks at that speed. */
function playLive(story: string, seed: number, speed: number): Readonly<Record<string, string>> {
  const world = open(story, seed);
  let real = 0;
  const live = runLive(
    world,
    createVirtualClock(START_AT, speed, () => real),
  );
  const passUntil = (until: number): void => {
    while (START_AT + real * speed < until) {
      real += LOOK_MS;
      vi.advanceTimersByTime(LOOK_MS);
    }
  };
  passUntil(ACTS_AT_MS);
  live.act(interfere);
  passUntil(END_MS);
  live.act(() => undefined);
  live.stop();
  return bytesOf(world);
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each(STORIES)('%s with one seed and the same actions gives the same bytes', (story) => {
  const once = play(story, 3, () => END_MS);

  it('another time, and others with another seed', () => {
    expect(Object.values(once).join('').length).toBeGreaterThan(100_000);
    expect(play(story, 3, () => END_MS)).toEqual(once);
    const other = play(story, 4, () => END_MS);
    for (const part of ['pods', 'edge', 'gateway']) expect(other[part], part).not.toBe(once[part]);
  });

  it.each([['small and even', (): number => 137] as const, ['large', (): number => 7_919] as const])(
    'in steps that are %s',
    (_what, step) => {
      expect(play(story, 3, step)).toEqual(once);
    },
  );

  it('in steps of any length', () => {
    const random = seededRandom(99);
    expect(play(story, 3, () => 1 + random.integer(20_000))).toEqual(once);
  });

  it.each([1, 20, 480])('live at %i times the speed', (speed) => {
    expect(playLive(story, 3, speed)).toEqual(once);
  });
});
