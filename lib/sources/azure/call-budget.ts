import type { Clock } from './clock.ts';
import { RETRY_AFTER_MS_MAX } from './retry-after.ts';

export type CallKind = 'read' | 'write';

/** Who waits for the answer: a schedule, or a person. */
export type Urgency = 'background' | 'interactive';

/** What one call counts against: ARM keeps reads and writes of a subscription apart, and each provider its own limit. */
export interface CallLane {
  readonly subscriptionId: string;
  readonly kind: CallKind;
  /** `microsoft.network`. */
  readonly provider: string;
}

/** Azure asked us to leave a lane alone and the time is not over; the call was not made. */
export class LaneHeld extends Error {
  override readonly name = 'LaneHeld';
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super('Azure asked to be left alone');
    this.retryAfterMs = retryAfterMs;
  }
}

export interface LaneAnswer {
  readonly throttled: boolean;
  /** Null: the server did not say. */
  readonly retryAfterMs: number | null;
  /** x-ms-ratelimit-remaining-subscription-reads or -writes; null: not sent. */
  readonly remaining: number | null;
}

export interface CallBudget {
  /**
   * Resolves when the call may be made. Rejects with LaneHeld, or with the signal's reason. Interactive calls go
   * before waiting background calls, which get later for it.
   */
  acquire(lane: CallLane, urgency: Urgency, signal?: AbortSignal): Promise<void>;
  /** Tells the budget what came back. */
  record(lane: CallLane, answer: LaneAnswer): void;
  /** How long the lane must be left alone from now, in milliseconds; 0: not held. */
  heldMs(lane: CallLane): number;
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
const UNSTATED_RETRY_MS = 5_000;
/** Timers may fire this much early; a hold that is all but over does not count. */
const TIMER_SLACK_MS = 20;

interface Bucket {
  /** When a call paced without any burst would be due: after all calls, and after interactive calls alone. */
  readonly dueAt: Record<Urgency, number>;
  lowRemaining: boolean;
  throttledAt: number;
}

interface Hold {
  until: number;
  /** Consecutive 429 without a Retry-After. */
  unstated: number;
}

/** One budget for all clusters of the process: they share the subscription's limits. */
export function createCallBudget(clock: Clock): CallBudget {
  const buckets = new Map<string, Bucket>();
  const holds = new Map<string, Hold>();

  function bucketOf(subscriptionId: string, kind: CallKind): Bucket {
    const key = `${subscriptionId.toLowerCase()}|${kind}`;
    const known = buckets.get(key);
    if (known) return known;
    const fresh: Bucket = {
      dueAt: { background: 0, interactive: 0 },
      lowRemaining: false,
      throttledAt: Number.NEGATIVE_INFINITY,
    };
    buckets.set(key, fresh);
    return fresh;
  }

  const stretched = (bucket: Bucket) => bucket.lowRemaining || clock.now() - bucket.throttledAt < RECOVERY_MS;

  /** Takes a place in the queue; returns how long to wait for it. */
  function reserve(lane: CallLane, urgency: Urgency): number {
    const bucket = bucketOf(lane.subscriptionId, lane.kind);
    const pace = PACE[lane.kind];
    const intervalMs = pace.intervalMs * (stretched(bucket) ? STRETCH : 1);
    const now = clock.now();
    const { dueAt } = bucket;
    const startAt = Math.max(now, dueAt[urgency] - (pace.burst - 1) * intervalMs);
    dueAt.background = Math.max(dueAt.background, now) + intervalMs;
    if (urgency === 'interactive') dueAt.interactive = Math.max(dueAt.interactive, now) + intervalMs;
    return startAt - now;
  }

  const heldMs = (lane: CallLane) => Math.max(0, (holds.get(holdKey(lane))?.until ?? 0) - clock.now());

  function assertNotHeld(lane: CallLane): void {
    const remainingMs = heldMs(lane);
    if (remainingMs > TIMER_SLACK_MS) throw new LaneHeld(remainingMs);
  }

  return {
    async acquire(lane, urgency, signal) {
      signal?.throwIfAborted();
      assertNotHeld(lane);
      const waitMs = reserve(lane, urgency);
      if (waitMs <= 0) return;
      await clock.delay(waitMs, signal);
      assertNotHeld(lane);
    },
    record(lane, answer) {
      const bucket = bucketOf(lane.subscriptionId, lane.kind);
      if (answer.remaining !== null) bucket.lowRemaining = answer.remaining < REMAINING_MIN;
      if (!answer.throttled) {
        // An answer to a call made before the hold began does not end it.
        if (heldMs(lane) === 0) holds.delete(holdKey(lane));
        return;
      }
      bucket.throttledAt = clock.now();
      const unstated = answer.retryAfterMs === null ? (holds.get(holdKey(lane))?.unstated ?? 0) + 1 : 0;
      const holdMs = Math.min(answer.retryAfterMs ?? UNSTATED_RETRY_MS * 2 ** (unstated - 1), RETRY_AFTER_MS_MAX);
      holds.set(holdKey(lane), { until: clock.now() + holdMs, unstated });
    },
    heldMs,
    isStretched: (subscriptionId, kind) => stretched(bucketOf(subscriptionId, kind)),
  };
}

function holdKey(lane: CallLane): string {
  return `${lane.subscriptionId}|${lane.kind}|${lane.provider}`.toLowerCase();
}
