import { advance } from './kernel/run-world.ts';
import type { World } from './kernel/world.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Longest real time between two looks at the clock, milliseconds. */
const IDLE_MS = 1_000;
/** A very busy world must still answer: it lets at most this much virtual time pass in one go before it breathes. */
const BREATH_STEPS_MS = 5_000;

/** A world that lives as time goes by. */
export interface LiveWorld {
  readonly world: World;
  readonly clock: VirtualClock;
  /** Brings the world up to now, does something in it, and lets what follows from it begin. */
  act<T>(work: (world: World) => T): T;
  stop(): void;
}

export function runLive(world: World, clock: VirtualClock): LiveWorld {
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;

  const catchUp = (): boolean => {
    const target = clock.now();
    advance(world, Math.min(target, world.now + BREATH_STEPS_MS * Math.max(1, clock.speed / 10)));
    return world.now >= target;
  };
  const plan = (): void => {
    if (timer !== null) clearTimeout(timer);
    if (isStopped || clock.speed === 0) return;
    const next = world.tasks.nextAt();
    const wait = next === null ? IDLE_MS : (next - clock.now()) / clock.speed;
    timer = setTimeout(pump, Math.min(IDLE_MS, Math.max(0, wait)));
  };
  const pump = (): void => {
    try {
      catchUp();
    } catch (error) {
      // A bug in one step must not take down whoever hosts the box; the step is not repeated.
      process.emitWarning(error instanceof Error ? error : String(error));
    }
    plan();
  };
  plan();
  return {
    world,
    clock,
    act(work) {
      advance(world, clock.now());
      const result = work(world);
      plan();
      return result;
    },
    stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
