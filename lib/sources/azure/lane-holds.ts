import type { CallLane } from './call-lane.ts';
import type { Clock } from './clock.ts';
import { RETRY_AFTER_MS_MAX } from './retry-after.ts';

/** Lanes that Azure asked to be left alone, and until when. */
export interface LaneHolds {
  /** From now, in milliseconds; 0: not held. */
  heldMs(lane: CallLane): number;
  /** `retryAfterMs` null: Azure did not say; then the hold doubles each time until a call succeeds. */
  hold(lane: CallLane, retryAfterMs: number | null): void;
  noteSuccess(lane: CallLane): void;
}

const UNSTATED_RETRY_MS = 5_000;

interface Hold {
  readonly until: number;
  /** Consecutive 429 without a Retry-After. */
  readonly unstated: number;
}

export function createLaneHolds(clock: Clock): LaneHolds {
  const holds = new Map<string, Hold>();
  const heldMs = (lane: CallLane) => Math.max(0, (holds.get(keyOf(lane))?.until ?? 0) - clock.now());
  return {
    heldMs,
    hold(lane, retryAfterMs) {
      const unstated = retryAfterMs === null ? (holds.get(keyOf(lane))?.unstated ?? 0) + 1 : 0;
      const wantedMs = retryAfterMs ?? UNSTATED_RETRY_MS * 2 ** (unstated - 1);
      holds.set(keyOf(lane), { until: clock.now() + Math.min(wantedMs, RETRY_AFTER_MS_MAX), unstated });
    },
    noteSuccess(lane) {
      // An answer to a call made before the hold began does not end it.
      if (heldMs(lane) === 0) holds.delete(keyOf(lane));
    },
  };
}

function keyOf(lane: CallLane): string {
  return `${lane.subscriptionId}|${lane.kind}|${lane.provider}`.toLowerCase();
}
