export interface AttemptLimiter {
  /** Whether an address has failed too often lately. */
  isBlocked(address: string): boolean;
  failed(address: string): void;
}

const failuresMax = 20;
const windowMs = 60_000;
const addressesMax = 10_000;

/** Slows down guessing: an address that failed often has to wait until its minute is over. */
export function createAttemptLimiter(now: () => number): AttemptLimiter {
  const failures = new Map<string, { since: number; count: number }>();
  const current = (address: string) => {
    const entry = failures.get(address);
    if (entry === undefined || now() - entry.since >= windowMs) return null;
    return entry;
  };
  return {
    isBlocked: (address) => (current(address)?.count ?? 0) >= failuresMax,
    failed(address) {
      const entry = current(address) ?? { since: now(), count: 0 };
      failures.delete(address);
      failures.set(address, { since: entry.since, count: entry.count + 1 });
      const [oldest] = failures.keys();
      if (failures.size > addressesMax && oldest !== undefined) failures.delete(oldest);
    },
  };
}
