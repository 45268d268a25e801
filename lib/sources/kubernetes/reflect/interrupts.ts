export interface Interrupts {
  /** Aborted by `interrupt` and for good by the outer signal. */
  signal(): AbortSignal;
  interrupt(): void;
  /** True: interrupted since the last `clear`. */
  pending(): boolean;
  clear(): void;
}

/** Wakes whatever waits, again and again, until the outer signal ends everything. */
export function createInterrupts(outer: AbortSignal): Interrupts {
  let pending = false;
  let controller = new AbortController();
  outer.addEventListener('abort', () => controller.abort(), { once: true });
  return {
    signal: () => controller.signal,
    interrupt() {
      pending = true;
      controller.abort();
    },
    pending: () => pending,
    clear() {
      if (outer.aborted) return;
      pending = false;
      controller = new AbortController();
    },
  };
}
