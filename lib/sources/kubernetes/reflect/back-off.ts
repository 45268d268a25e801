const FIRST_MS = 1000;
const LAST_MS = 30_000;

export interface BackOff {
  /** How long to wait now: doubles from 1 s to 30 s, spread by ±25 %, never less than the server asked for. */
  next(retryAfterMs?: number | null): number;
  reset(): void;
}

export function createBackOff(random: () => number): BackOff {
  let attempts = 0;
  return {
    next(retryAfterMs = null) {
      const grown = Math.min(LAST_MS, FIRST_MS * 2 ** attempts);
      attempts += 1;
      return Math.max(retryAfterMs ?? 0, Math.round(grown * (0.75 + random() / 2)));
    },
    reset() {
      attempts = 0;
    },
  };
}
