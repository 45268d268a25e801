/** Time as an argument, so that no test has to wait for it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `milliseconds`. Returns the function that calls it off. */
  after(milliseconds: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** RFC 3339 of this moment. */
export function timestamp(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

/** Resolves after `milliseconds`, or as soon as the signal is aborted: callers look at the signal, nothing is thrown. */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = () => {
      cancel();
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const cancel = clock.after(milliseconds, wake);
    signal.addEventListener('abort', wake, { once: true });
  });
}
