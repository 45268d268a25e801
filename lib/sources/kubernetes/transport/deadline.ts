import type { Clock } from '../clock.ts';

export interface Deadline {
  /** Aborted when the caller gives up or when time is up. */
  readonly signal: AbortSignal;
  /** True: time was up, the caller did not give up. */
  expired(): boolean;
  /** Something came: start counting again. */
  extend(): void;
  end(): void;
}

/** Gives up after `milliseconds` without `extend`. Costs one timer however often it is extended. */
export function createDeadline(clock: Clock, milliseconds: number, outer: AbortSignal): Deadline {
  const controller = new AbortController();
  let lastAt = clock.now();
  let timeIsUp = false;
  const give = () => controller.abort();

  const look = () => {
    const remaining = lastAt + milliseconds - clock.now();
    if (remaining > 0) {
      cancel = clock.after(remaining, look);
      return;
    }
    timeIsUp = true;
    give();
  };
  let cancel = clock.after(milliseconds, look);
  if (outer.aborted) give();
  outer.addEventListener('abort', give, { once: true });

  return {
    signal: controller.signal,
    expired: () => timeIsUp && !outer.aborted,
    extend: () => {
      lastAt = clock.now();
    },
    end: () => {
      cancel();
      outer.removeEventListener('abort', give);
    },
  };
}
