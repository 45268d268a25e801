import type { ResourceName } from '../objects/resources.ts';
import type { Controller, Watches } from './controller.ts';
import type { StoreChange } from './object-store.ts';
import type { World } from './world.ts';

const SEPARATOR = '\u0000';

const taskId = (controller: string, key: string): string => `${controller}${SEPARATOR}${key}`;

/** A change says of which resource it is, so the watch found under that name is the one that takes it. */
const watchOf = (watches: Watches, resource: ResourceName) =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  watches[resource] as ((world: World, change: StoreChange) => Iterable<string>) | undefined;

export function scheduleStep(world: World, controller: Controller | string, key: string, delayMs: number): void {
  const name = typeof controller === 'string' ? controller : controller.name;
  world.tasks.schedule(taskId(name, key), world.now + delayMs);
}

/** Hands every change of the store to the controllers that watch it. */
export function connectControllers(world: World): void {
  world.store.subscribe((change) => {
    for (const controller of world.controllers.values()) {
      const watch = watchOf(controller.watches, change.resource);
      if (watch === undefined) continue;
      for (const key of watch(world, change)) scheduleStep(world, controller, key, controller.latencyMs);
    }
  });
}

/** Lets time pass up to a moment: every step that falls due is made, in order, at its own time. Gives how many there were. */
export function advance(world: World, until: number): number {
  let steps = 0;
  for (let task = world.tasks.take(until); task !== null; task = world.tasks.take(until)) {
    world.now = Math.max(world.now, task.at);
    const cut = task.id.indexOf(SEPARATOR);
    const controller = world.controllers.get(task.id.slice(0, cut));
    if (controller === undefined) throw new Error(`no controller for task ${task.id}`);
    const key = task.id.slice(cut + 1);
    const again = controller.step(world, key);
    if (again !== null) scheduleStep(world, controller, key, again);
    steps++;
  }
  world.now = Math.max(world.now, until);
  return steps;
}
