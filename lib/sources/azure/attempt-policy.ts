import type { PipelinePolicy, PipelineRequest, PipelineResponse, SendRequest } from '@azure/core-rest-pipeline';
import pLimit from 'p-limit';
import { abortable } from './abortable.ts';
import type { CallBudget } from './call-budget.ts';
import type { CallContext, CallContexts } from './call-context.ts';
import type { CallKind } from './call-lane.ts';
import { type CallObservation, type CallOutcome, outcomeOfStatus } from './call-usage.ts';
import type { Clock } from './clock.ts';
import { readRetryAfterMs } from './retry-after.ts';

/** The server did not finish its answer in time. */
export class AttemptTimeout extends Error {
  override readonly name = 'AttemptTimeout';
  readonly timeoutMs: number;
  constructor(timeoutMs: number) {
    super(`no complete answer within ${timeoutMs / 1000} s`);
    this.timeoutMs = timeoutMs;
  }
}

export interface AttemptPolicyOptions {
  readonly clock: Clock;
  readonly budget: CallBudget;
  readonly contexts: CallContexts;
  readonly observe: (observation: CallObservation) => void;
  readonly timeoutMs: number;
  readonly concurrency: number;
}

/**
 * Runs once per HTTP request, whichever page, poll or retry it is: budget, concurrency, timeout, abort and
 * observation. It also ends attempts the HTTP client would wait on for ever, such as a compressed body whose
 * connection broke.
 */
export function attemptPolicy(options: AttemptPolicyOptions): PipelinePolicy {
  const { budget, contexts } = options;
  const limit = pLimit(options.concurrency);
  return {
    name: 'attemptPolicy',
    async sendRequest(request, next) {
      const context = contexts.of(request);
      await budget.acquire(context.lane, context.urgency, context.signal);
      return limit(() => {
        context.signal?.throwIfAborted();
        return attemptOnce(request, next, context, options);
      });
    },
  };
}

async function attemptOnce(
  request: PipelineRequest,
  next: SendRequest,
  context: CallContext,
  options: AttemptPolicyOptions,
): Promise<PipelineResponse> {
  const { clock, budget } = options;
  const { lane, operation } = context;
  const { subscriptionId, kind } = lane;
  const startedAt = clock.now();
  const observe = (status: number | null, outcome: CallOutcome, remaining: number | null) => {
    const durationMs = clock.now() - startedAt;
    options.observe({ subscriptionId, operation, kind, status, outcome, durationMs, remaining });
  };
  const response = await sendInTime(request, next, context.signal, options).catch((error: unknown) => {
    const unanswered = error instanceof AttemptTimeout ? 'timeout' : 'network';
    observe(null, context.signal?.aborted ? 'cancelled' : unanswered, null);
    throw error;
  });
  const { status, headers } = response;
  const remaining = readRemaining(response, kind);
  budget.record(lane, { throttled: status === 429, retryAfterMs: readRetryAfterMs(headers, clock.now()), remaining });
  observe(status, outcomeOfStatus(status), remaining);
  return response;
}

/** Rejects with AttemptTimeout or with the caller's reason, whether or not the HTTP client notices either. */
async function sendInTime(
  request: PipelineRequest,
  next: SendRequest,
  signal: AbortSignal | undefined,
  { clock, timeoutMs }: AttemptPolicyOptions,
): Promise<PipelineResponse> {
  const attempt = new AbortController();
  const timer = new AbortController();
  const cancel = () => attempt.abort(signal?.reason);
  signal?.addEventListener('abort', cancel, { once: true });
  clock.delay(timeoutMs, timer.signal).then(
    () => attempt.abort(new AttemptTimeout(timeoutMs)),
    () => undefined,
  );
  request.abortSignal = attempt.signal;
  try {
    return await abortable(next(request), attempt.signal);
  } finally {
    timer.abort();
    signal?.removeEventListener('abort', cancel);
    delete request.abortSignal;
  }
}

function readRemaining(response: PipelineResponse, kind: CallKind): number | null {
  const suffix = kind === 'read' ? 'reads' : 'writes';
  const value = response.headers.get(`x-ms-ratelimit-remaining-subscription-${suffix}`);
  const remaining = value === undefined || value === '' ? Number.NaN : Number(value);
  return Number.isFinite(remaining) ? remaining : null;
}
