import type { CallKind } from './call-lane.ts';

export type CallOutcome = 'ok' | 'client-error' | 'throttled' | 'server-error' | 'timeout' | 'network' | 'cancelled';

/** One HTTP request as it was really made: retries, later pages and polls are observed each for itself. */
export interface CallObservation {
  readonly subscriptionId: string;
  /** `loadBalancers.list`. */
  readonly operation: string;
  readonly kind: CallKind;
  /** Null: no answer. */
  readonly status: number | null;
  readonly outcome: CallOutcome;
  readonly durationMs: number;
  /** What Azure says is left of the subscription's limit; null: not sent. */
  readonly remaining: number | null;
}

/** What one subscription was asked since the start of the process. */
export interface SubscriptionUsage {
  readonly subscriptionId: string;
  readonly calls: Readonly<Record<CallKind, number>>;
  readonly outcomes: Readonly<Record<CallOutcome, number>>;
  readonly durationMsSum: number;
  readonly durationMsMax: number;
  readonly remaining: Readonly<Record<CallKind, number | null>>;
}

export interface CallUsage {
  observe(observation: CallObservation): void;
  list(): readonly SubscriptionUsage[];
}

const NO_OUTCOMES: Readonly<Record<CallOutcome, number>> = {
  ok: 0,
  'client-error': 0,
  throttled: 0,
  'server-error': 0,
  timeout: 0,
  network: 0,
  cancelled: 0,
};

export function createCallUsage(): CallUsage {
  const bySubscription = new Map<string, SubscriptionUsage>();
  return {
    observe(seen) {
      const key = seen.subscriptionId.toLowerCase();
      bySubscription.set(key, add(bySubscription.get(key) ?? unused(seen.subscriptionId), seen));
    },
    list: () => [...bySubscription.values()],
  };
}

function unused(subscriptionId: string): SubscriptionUsage {
  return {
    subscriptionId,
    calls: { read: 0, write: 0 },
    outcomes: NO_OUTCOMES,
    durationMsSum: 0,
    durationMsMax: 0,
    remaining: { read: null, write: null },
  };
}

function add(usage: SubscriptionUsage, seen: CallObservation): SubscriptionUsage {
  return {
    subscriptionId: usage.subscriptionId,
    calls: { ...usage.calls, [seen.kind]: usage.calls[seen.kind] + 1 },
    outcomes: { ...usage.outcomes, [seen.outcome]: usage.outcomes[seen.outcome] + 1 },
    durationMsSum: usage.durationMsSum + seen.durationMs,
    durationMsMax: Math.max(usage.durationMsMax, seen.durationMs),
    remaining: { ...usage.remaining, [seen.kind]: seen.remaining ?? usage.remaining[seen.kind] },
  };
}

export function outcomeOfStatus(status: number): CallOutcome {
  if (status === 429) return 'throttled';
  if (status >= 500 || status === 408) return 'server-error';
  return status >= 300 ? 'client-error' : 'ok';
}
