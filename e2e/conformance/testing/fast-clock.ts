import { setTimeout as wait } from 'node:timers/promises';
import type { Clock as AzureClock } from '../../../lib/sources/azure/clock.ts';
import type { Clock } from '../../../lib/sources/kubernetes/clock.ts';

/** Time that goes so many times as fast as it does. */
export function createFastClock(factor: number): Clock & AzureClock {
  const opened = Date.now();
  const began = performance.now();
  return {
    now: () => opened + (performance.now() - began) * factor,
    after(milliseconds, callback) {
      const timer = setTimeout(callback, milliseconds / factor);
      return () => clearTimeout(timer);
    },
    async delay(milliseconds, signal) {
      await wait(milliseconds / factor, undefined, signal ? { signal } : {});
    },
  };
}
