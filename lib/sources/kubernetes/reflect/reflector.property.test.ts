import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Clock } from '../clock.ts';
import { createEagerClock } from '../testing/eager-clock.ts';
import { expiredEvent } from '../testing/open-watch.ts';
import { type Kept, type ReflectorWorld, startReflectorWorldAt } from '../testing/reflector-world.ts';
import { refuse } from '../testing/reply.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd');
const status = fc.constantFrom(410, 429, 500, 503);
const verb = fc.constantFrom('list' as const, 'watch' as const);
const action = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('put' as const), name, data: fc.constantFrom(1, 2, null, 'bad') }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('remove' as const), name }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('fail' as const), verb, status, times: fc.integer({ min: 1, max: 7 }) }),
  },
  fc.record({
    do: fc.constantFrom('compact', 'end', 'reset', 'expire', 'cut', 'garbage', 'bookmark', 'relist'),
  }),
);
type World = ReflectorWorld<Clock>;
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

/** What the server held under a name from a revision on; null: nothing that is to be told. */
type History = Map<string, { readonly revision: number; readonly data: unknown }[]>;

const isTold = (data: unknown) => data !== null && data !== 'bad';

function truth(world: World): Record<string, unknown> {
  const told = world.server.objects(world.path).filter((object) => isTold(object.data));
  return Object.fromEntries(told.map((object) => [object.metadata.name, object.data]));
}

function holdsTruth(world: World): boolean {
  const held = Object.fromEntries([...world.recorder.items].map(([key, value]) => [key, value.data]));
  const expected = truth(world);
  return (
    Object.keys(held).length === Object.keys(expected).length &&
    Object.keys(held).every((key) => held[key] === expected[key])
  );
}

/** How far the reflector gets before the next step. */
const pace = fc.constantFrom('at once', 'some', 'caught up');

async function letRun(world: World, how: 'at once' | 'some' | 'caught up'): Promise<void> {
  if (how === 'caught up') await world.recorder.until(() => holdsTruth(world));
  if (how !== 'some') return;
  for (let round = 0; round < 8; round += 1) await new Promise((resolve) => setImmediate(resolve));
}

function perform(world: World, step: Action, history: History, relist: () => void): void {
  const remember = (key: string, data: unknown) => {
    history.set(key, [...(history.get(key) ?? []), { revision: world.server.revision(), data }]);
  };
  switch (step.do) {
    case 'put':
      world.put(step.name, step.data);
      remember(step.name, step.data);
      break;
    case 'remove':
      world.remove(step.name);
      remember(step.name, null);
      break;
    case 'fail':
      world.server.fail((request) => request.verb === step.verb, refuse(step.status, 'Trouble'), step.times);
      break;
    case 'relist':
      relist();
      break;
    default:
      disturb(world, step.do);
  }
}

function disturb(world: World, how: Exclude<Action['do'], 'put' | 'remove' | 'fail' | 'relist'>): void {
  if (how === 'compact') world.server.compact();
  if (how === 'bookmark') world.server.bookmark(world.path);
  for (const watch of world.server.watches(world.path)) {
    if (how === 'cut') watch.sendRaw('{"type":"DELETED","object":{"metadata":{"name":"a","resourceVersion":"1"}}');
    if (how === 'cut' || how === 'end') watch.end();
    if (how === 'reset') watch.reset();
    if (how === 'expire') watch.send(expiredEvent);
    if (how === 'garbage') watch.sendRaw('<html>\n');
  }
}

/** What was told that was not true then: a value that never was, or not after the last one; gone when it was not. */
function lies(told: readonly (readonly [string, Kept | null])[], history: History): readonly string[] {
  const lastRevision = new Map<string, number>();
  return told.flatMap(([key, value]) => {
    const past = history.get(key) ?? [];
    const last = lastRevision.get(key) ?? 0;
    if (value === null) {
      return past.some(({ revision, data }) => revision > last && !isTold(data)) ? [] : [`${key} gone after ${last}`];
    }
    const revision = Number(value.resourceVersion);
    lastRevision.set(key, revision);
    const isTrue = past.some((each) => each.revision === revision && each.data === value.data);
    return isTrue && revision > last ? [] : [`${key} at ${revision} after ${last}`];
  });
}

it('ends with what the server holds and never tells what did not happen, whatever goes wrong on the way', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(action, pace), { minLength: 5, maxLength: 40 }), async (steps) => {
      const world = await startReflectorWorldAt(createEagerClock(31_000));
      const history: History = new Map();
      try {
        const reflector = world.start();
        for (const [step, how] of steps) {
          perform(world, step, history, reflector.relist);
          await letRun(world, how);
        }
        await world.recorder.until(() => holdsTruth(world));
        expect(lies(world.recorder.told, history)).toEqual([]);
      } finally {
        await world.close();
      }
    }),
    { numRuns: 60 },
  );
});
