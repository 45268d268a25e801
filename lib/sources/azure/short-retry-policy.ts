import {
  isRestError,
  type PipelinePolicy,
  type PipelineRequest,
  type PipelineResponse,
  type SendRequest,
} from '@azure/core-rest-pipeline';
import { AttemptTimeout } from './attempt-policy.ts';
import type { CallContexts } from './call-context.ts';
import type { Urgency } from './call-lane.ts';
import type { Clock } from './clock.ts';
import { readRetryAfterMs } from './retry-after.ts';

/** A longer wait is not sat out: the caller is told when to come back. */
const WAIT_MS_MAX = 10_000;
const BACKOFF_MS = 1_000;
const RETRIES_MAX: Readonly<Record<Urgency, number>> = { background: 0, interactive: 2 };

export interface ShortRetryOptions {
  readonly clock: Clock;
  readonly contexts: CallContexts;
  /** Between 0 and 1. */
  readonly random: () => number;
}

/**
 * Repeats what may pass by itself: no connection, timeout, 408, 5xx, and 429 where the server says when. Waits are
 * short. In the background nothing is repeated: the schedule asks again. Beyond that, a read whose
 * connection broke is sent again once and at once: most likely the server had closed an idle connection.
 */
export function shortRetryPolicy({ clock, contexts, random }: ShortRetryOptions): PipelinePolicy {
  return {
    name: 'shortRetryPolicy',
    async sendRequest(request, next) {
      const { urgency, signal } = contexts.of(request);
      const retriesMax = RETRIES_MAX[urgency];
      let tried = await tryOnce(request, next);
      if (request.method === 'GET' && isBrokenConnection(tried)) tried = await tryOnce(request, next);
      for (let retry = 0; retry < retriesMax; retry += 1) {
        const backoffMs = BACKOFF_MS * 2 ** retry * (0.5 + random() / 2);
        const waitMs = tried.response
          ? waitAfterResponse(tried.response, backoffMs, clock.now())
          : waitAfterError(tried.error, backoffMs);
        if (waitMs === null || waitMs > WAIT_MS_MAX) break;
        await clock.delay(waitMs, signal);
        tried = await tryOnce(request, next);
      }
      if (tried.response) return tried.response;
      throw tried.error;
    },
  };
}

type Tried = { readonly response: PipelineResponse } | { readonly response: null; readonly error: unknown };

function tryOnce(request: PipelineRequest, next: SendRequest): Promise<Tried> {
  return next(request).then(
    (response): Tried => ({ response }),
    (error: unknown): Tried => ({ response: null, error }),
  );
}

function waitAfterResponse(response: PipelineResponse, backoffMs: number, nowMs: number): number | null {
  const asked = readRetryAfterMs(response.headers, nowMs);
  if (response.status === 429) return asked;
  const mayPass = response.status === 408 || (response.status >= 500 && response.status !== 501);
  return mayPass ? (asked ?? backoffMs) : null;
}

function waitAfterError(error: unknown, backoffMs: number): number | null {
  const mayPass = error instanceof AttemptTimeout || (isRestError(error) && error.response === undefined);
  return mayPass ? backoffMs : null;
}

function isBrokenConnection(tried: Tried): boolean {
  if (tried.response || !isRestError(tried.error)) return false;
  return tried.error.code === 'ECONNRESET' || tried.error.code === 'EPIPE';
}
