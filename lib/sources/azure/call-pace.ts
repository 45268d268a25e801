import type { CallKind, Urgency } from './call-lane.ts';
import type { Clock } from './clock.ts';

/** How fast a subscription may be asked, whoever asks. */
export interface CallPace {
  /** Takes the next turn. Returns how long to wait for it, in milliseconds. */
  takeTurn(subscriptionId: string, kind: CallKind, urgency: Urgency): number;
  /** Tells what Azure says is left of its limit. */
  noteRemaining(subscriptionId: string, kind: CallKind, remaining: number): void;
  noteThrottled(subscriptionId: string, kind: CallKind): void;
  isStretched(subscriptionId: string, kind: CallKind): boolean;
}

/** At most a fifth of what ARM grants (25 reads and 10 writes a second). */
const PACE: Readonly<Record<CallKind, { readonly intervalMs: number; readonly burst: number }>> = {
  read: { intervalMs: 200, burst: 20 },
  write: { intervalMs: 1000, burst: 4 },
};
const STRETCH = 2;
const REMAINING_MIN = 50;
const RECOVERY_MS = 60_000;

interface Bucket {
  /** When a call paced without any burst would be due: after all calls, and after interactive calls alone. */
  readonly dueAt: Record<Urgency, number>;
  lowRemaining: boolean;
  throttledAt: number;
}

/**
 * A token bucket for each subscription and kind of call. Interactive calls do not wait behind background calls,
 * which get later for it. The pace halves while little is left of Azure's limit and for a minute after a 429.
 */
export function createCallPace(clock: Clock): CallPace {
  const buckets = new Map<string, Bucket>();

  function bucketOf(subscriptionId: string, kind: CallKind): Bucket {
    const key = `${subscriptionId.toLowerCase()}|${kind}`;
    const known = buckets.get(key);
    if (known) return known;
    const dueAt = { background: 0, interactive: 0 };
    const fresh: Bucket = { dueAt, lowRemaining: false, throttledAt: Number.NEGATIVE_INFINITY };
    buckets.set(key, fresh);
    return fresh;
  }

  const stretched = (bucket: Bucket) => bucket.lowRemaining || clock.now() - bucket.throttledAt < RECOVERY_MS;

  return {
    takeTurn(subscriptionId, kind, urgency) {
      const bucket = bucketOf(subscriptionId, kind);
      const { dueAt } = bucket;
      const { burst } = PACE[kind];
      const intervalMs = PACE[kind].intervalMs * (stretched(bucket) ? STRETCH : 1);
      const now = clock.now();
      const startAt = Math.max(now, dueAt[urgency] - (burst - 1) * intervalMs);
      dueAt.background = Math.max(dueAt.background, now) + intervalMs;
      if (urgency === 'interactive') dueAt.interactive = Math.max(dueAt.interactive, now) + intervalMs;
      return startAt - now;
    },
    noteRemaining(subscriptionId, kind, remaining) {
      bucketOf(subscriptionId, kind).lowRemaining = remaining < REMAINING_MIN;
    },
    noteThrottled(subscriptionId, kind) {
      bucketOf(subscriptionId, kind).throttledAt = clock.now();
    },
    isStretched: (subscriptionId, kind) => stretched(bucketOf(subscriptionId, kind)),
  };
}
