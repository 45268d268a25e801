import type { CallKind, CallLane, Urgency } from './call-lane.ts';
import { createCallPace } from './call-pace.ts';
import type { Clock } from './clock.ts';
import { createLaneHolds } from './lane-holds.ts';

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
  /** Resolves when the call may be made. Rejects with LaneHeld, or with the signal's reason. */
  acquire(lane: CallLane, urgency: Urgency, signal?: AbortSignal): Promise<void>;
  /** Tells the budget what came back. */
  record(lane: CallLane, answer: LaneAnswer): void;
  /** How long the lane must be left alone from now, in milliseconds; 0: not held. */
  heldMs(lane: CallLane): number;
  isStretched(subscriptionId: string, kind: CallKind): boolean;
}

/** Timers may fire this much early; a hold that is all but over does not count. */
const TIMER_SLACK_MS = 20;

/** One budget for all clusters of the process: they share the subscription's limits. */
export function createCallBudget(clock: Clock): CallBudget {
  const pace = createCallPace(clock);
  const holds = createLaneHolds(clock);

  function assertNotHeld(lane: CallLane): void {
    const remainingMs = holds.heldMs(lane);
    if (remainingMs > TIMER_SLACK_MS) throw new LaneHeld(remainingMs);
  }

  return {
    async acquire(lane, urgency, signal) {
      signal?.throwIfAborted();
      assertNotHeld(lane);
      const waitMs = pace.takeTurn(lane.subscriptionId, lane.kind, urgency);
      if (waitMs <= 0) return;
      await clock.delay(waitMs, signal);
      assertNotHeld(lane);
    },
    record(lane, answer) {
      const { subscriptionId, kind } = lane;
      if (answer.remaining !== null) pace.noteRemaining(subscriptionId, kind, answer.remaining);
      if (!answer.throttled) {
        holds.noteSuccess(lane);
        return;
      }
      pace.noteThrottled(subscriptionId, kind);
      holds.hold(lane, answer.retryAfterMs);
    },
    heldMs: holds.heldMs,
    isStretched: pace.isStretched,
  };
}
