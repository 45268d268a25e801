import type { Clock } from '../clock.ts';

/** Waits up to `longestMs` are over at once; longer ones, which only guard against silence, never end. */
export function createEagerClock(longestMs: number): Clock {
  let now = Date.parse('2026-01-01T00:00:00.000Z');
  return {
    now: () => now,
    after(milliseconds, callback) {
      if (milliseconds > longestMs) return () => undefined;
      const immediate = setImmediate(() => {
        now += milliseconds;
        callback();
      });
      return () => clearImmediate(immediate);
    },
  };
}
