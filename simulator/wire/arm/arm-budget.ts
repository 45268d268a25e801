import type { ArmAnswer, ArmContext, ArmRequest } from './arm-context.ts';
import { armError } from './arm-context.ts';

/** ARM's buckets for one caller: their size, and how fast they fill again, per second. */
const READS = { size: 250, refill: 25 };
const WRITES = { size: 200, refill: 10 };

/** Takes a request out of its bucket; an empty bucket answers 429 and says when to come back. */
export function withinBudget(context: ArmContext, raw: ArmRequest, answer: () => ArmAnswer): ArmAnswer {
  const { budget, world } = context;
  const elapsed = Math.max(0, world.now - budget.at) / 1000;
  budget.at = world.now;
  budget.reads = Math.min(READS.size, budget.reads + elapsed * READS.refill);
  budget.writes = Math.min(WRITES.size, budget.writes + elapsed * WRITES.refill);
  const kind = raw.method === 'GET' ? 'reads' : 'writes';
  const headers = { 'x-ms-request-id': `${world.store.revision}-${Math.floor(budget.reads)}` };
  if (budget[kind] < 1) {
    const message = 'Number of requests for subscription exceeded the limit. Please try again later.';
    return armError(429, 'SubscriptionRequestsThrottled', message, { ...headers, 'retry-after': '1' });
  }
  budget[kind] -= 1;
  const given = answer();
  const remaining = { [`x-ms-ratelimit-remaining-subscription-${kind}`]: `${Math.floor(budget[kind])}` };
  return { ...given, headers: { ...headers, ...remaining, ...given.headers } };
}
