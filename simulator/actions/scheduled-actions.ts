import type { Controller } from '../kernel/controller.ts';
import { scheduleStep } from '../kernel/run-world.ts';
import { note, type World } from '../kernel/world.ts';
import type { Action } from './action.ts';
import { applyAction } from './apply-action.ts';
import { ActionError } from './find-node.ts';

/** Does an action later. Its time and what is to be done are its key, so the list of tasks holds all of it, also the same thing twice. */
export function schedule(world: World, delayMs: number, action: Action): void {
  scheduleStep(world, 'actions', `${world.now + delayMs} ${JSON.stringify(action)}`, delayMs);
}

/** An action that was checked when it was scheduled. */
const restored = (key: string): Action => JSON.parse(key.slice(key.indexOf(' ') + 1)) as Action;

export const actions: Controller = {
  name: 'actions',
  latencyMs: 0,
  watches: {},
  step(world, key) {
    try {
      applyAction(world, restored(key));
    } catch (error) {
      // What it was about may be gone by now; nobody waits for an answer.
      if (!(error instanceof ActionError)) throw error;
      note(world, `not done: ${error.message}`);
    }
    return null;
  },
};
