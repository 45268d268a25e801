import type { Controller } from '../kernel/controller.ts';
import { keyOf } from '../objects/resources.ts';
import { fromTimestamp } from '../objects/timestamps.ts';
import { remove } from './object-life.ts';

const KEPT_MS = 3_600_000;
const PERIOD_MS = 60_000;

/** Events live for an hour. */
export const eventExpiry: Controller = {
  name: 'event-expiry',
  latencyMs: 0,
  watches: {},
  step(world) {
    for (const event of world.store.list('events'))
      if (fromTimestamp(event.lastTimestamp) < world.now - KEPT_MS) remove(world, 'events', keyOf(event));
    return PERIOD_MS;
  },
};
