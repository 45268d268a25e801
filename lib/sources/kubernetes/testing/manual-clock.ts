import type { Clock } from '../clock.ts';
import { createConditions } from './conditions.ts';

export interface ManualClock extends Clock {
  /** Moves time on and calls back whatever falls due, in order. */
  advance(milliseconds: number): void;
  /** Resolves when a timer of exactly so many milliseconds is running. */
  untilWaiting(milliseconds: number): Promise<void>;
  /** Milliseconds until each running timer. */
  waiting(): number[];
}

/** A clock that moves only when a test moves it. */
export function createManualClock(startAt = '2026-01-01T00:00:00.000Z'): ManualClock {
  let now = Date.parse(startAt);
  let timers: { readonly dueAt: number; readonly callback: () => void }[] = [];
  const conditions = createConditions();
  const waiting = () => timers.map((timer) => timer.dueAt - now);

  function advance(milliseconds: number): void {
    const until = now + milliseconds;
    for (;;) {
      const due = timers.filter((timer) => timer.dueAt <= until).sort((a, b) => a.dueAt - b.dueAt)[0];
      if (due === undefined) break;
      timers = timers.filter((timer) => timer !== due);
      now = Math.max(now, due.dueAt);
      due.callback();
    }
    now = Math.max(now, until);
  }

  return {
    now: () => now,
    after(milliseconds, callback) {
      const timer = { dueAt: now + milliseconds, callback };
      timers.push(timer);
      conditions.notify();
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    advance,
    waiting,
    untilWaiting: (milliseconds) => conditions.until(() => waiting().includes(milliseconds)),
  };
}
