import type { Clock } from '../clock.ts';

export interface FakeClock extends Clock {
  /** Every delay that was asked for, in milliseconds, held ones left out. */
  readonly waits: readonly number[];
  /** Lets time pass without anyone waiting for it. */
  advance(milliseconds: number): void;
  /** Ends the held delays that are still waited for, as if their time had come. */
  releaseHeld(): void;
}

export interface FakeClockOptions {
  readonly startMs?: number;
  /** Delays of exactly these lengths do not pass by themselves: the timeout of an attempt, mostly. */
  readonly heldMs?: readonly number[];
}

/** A clock on which waiting costs no time: a delay moves the clock and is over. */
export function createFakeClock(options: FakeClockOptions = {}): FakeClock {
  const { startMs = Date.UTC(2026, 10, 21, 3, 12), heldMs = [15_000] } = options;
  const waits: number[] = [];
  const held = new Set<() => void>();
  let nowMs = startMs;
  return {
    waits,
    now: () => nowMs,
    advance(milliseconds) {
      nowMs += milliseconds;
    },
    releaseHeld() {
      for (const release of [...held]) release();
    },
    async delay(milliseconds, signal) {
      signal?.throwIfAborted();
      if (!heldMs.includes(milliseconds)) {
        waits.push(milliseconds);
        nowMs += milliseconds;
        return;
      }
      await new Promise<void>((resolve, reject) => {
        const release = () => {
          held.delete(release);
          nowMs += milliseconds;
          resolve();
        };
        held.add(release);
        signal?.addEventListener('abort', () => {
          held.delete(release);
          reject(signal.reason);
        });
      });
    },
  };
}
