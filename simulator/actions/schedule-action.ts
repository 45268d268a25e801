import { scheduleStep } from '../kernel/run-world.ts';
import type { World } from '../kernel/world.ts';
import type { Action } from './action.ts';

/** Does an action later. Its time and what is to be done are its key, so the list of tasks holds all of it, also the same thing twice. */
export function schedule(world: World, delayMs: number, action: Action): void {
  scheduleStep(world, 'actions', `${world.now + delayMs} ${JSON.stringify(action)}`, delayMs);
}
