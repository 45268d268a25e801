import type { Controller } from '../kernel/controller.ts';
import { note } from '../kernel/world.ts';
import { type Action, actionSchema } from './action.ts';
import { applyAction } from './apply-action.ts';
import { ActionError } from './find-node.ts';

const restored = (key: string): Action => actionSchema.parse(JSON.parse(key.slice(key.indexOf(' ') + 1)));

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
