import type { PipelinePolicy, PipelineRequest, PipelineResponse, SendRequest } from '@azure/core-rest-pipeline';
import pLimit from 'p-limit';
import { abortable } from './abortable.ts';
import type { CallBudget } from './call-budget.ts';
import type { CallContext, CallContexts } from './call-context.ts';
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
      await budget.acquire(context.lane, context.signal);
      const attempt = limit(() => {
        context.signal?.throwIfAborted();
        return attemptOnce(request, next, context, options);
      });
      return abortable(attempt, context.signal);
    },
  };
}

async function attemptOnce(
  request: PipelineRequest,
  next: SendRequest,
  context: CallContext,
  options: AttemptPolicyOptions,
): Promise<PipelineResponse> {
  const { clock, timeoutMs } = options;
  const startedAt = clock.now();
  const timeout = new AbortController();
  const timer = new AbortController();
  clock.delay(timeoutMs, timer.signal).then(
    () => timeout.abort(new AttemptTimeout(timeoutMs)),
    () => undefined,
  );
  const signal = context.signal ? AbortSignal.any([context.signal, timeout.signal]) : timeout.signal;
  request.abortSignal = signal;
  const observe = (status: number | null, outcome: CallOutcome, remaining: number | null) => {
    const { lane, operation } = context;
    const durationMs = clock.now() - startedAt;
    options.observe({
      subscriptionId: lane.subscriptionId,
      operation,
      kind: lane.kind,
      status,
      outcome,
      durationMs,
      remaining,
    });
  };
  try {
    const response = await abortable(next(request), signal);
    const remaining = readRemaining(response, context);
    options.budget.record(context.lane, {
      throttled: response.status === 429,
      retryAfterMs: readRetryAfterMs(response.headers, clock.now()),
      remaining,
    });
    observe(response.status, outcomeOfStatus(response.status), remaining);
    return response;
  } catch (error) {
    const cancelled = context.signal?.aborted === true;
    observe(null, cancelled ? 'cancelled' : timeout.signal.aborted ? 'timeout' : 'network', null);
    if (cancelled) throw context.signal.reason;
    throw timeout.signal.aborted ? timeout.signal.reason : error;
  } finally {
    timer.abort();
    delete request.abortSignal;
  }
}

function readRemaining(response: PipelineResponse, context: CallContext): number | null {
  const suffix = context.lane.kind === 'read' ? 'reads' : 'writes';
  const value = response.headers.get(`x-ms-ratelimit-remaining-subscription-${suffix}`);
  const remaining = value === undefined || value === '' ? Number.NaN : Number(value);
  return Number.isFinite(remaining) ? remaining : null;
}
