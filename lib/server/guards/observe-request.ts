import type { ServerResponse } from 'node:http';
import type { Log } from '../log.ts';
import type { RequestFacts } from './request-facts.ts';

export interface AnsweredRequest {
  readonly path: string;
  readonly method: string;
  readonly status: number;
  readonly durationSeconds: number;
}

export interface Observers {
  readonly log: Log;
  readonly answered?: (request: AnsweredRequest) => void;
}

/**
 * Logs and counts a request once it was answered; failures louder. The query is left out: it may hold a secret. Whoever
 * finds out who asks writes it to `user`.
 */
export function observeRequest(
  response: ServerResponse,
  { requestId, facts }: { readonly requestId: string; readonly facts: RequestFacts },
  { log, answered }: Observers,
): { user: string | null } {
  const startedAt = performance.now();
  const known: { user: string | null } = { user: null };
  response.once('close', () => {
    const { statusCode: status } = response;
    const { method, path, remoteAddress } = facts;
    const durationMs = Math.round(performance.now() - startedAt);
    const user = known.user === null ? {} : { user: known.user };
    log[levelOf(status)]({ requestId, method, path, status, durationMs, remoteAddress, ...user }, 'request');
    answered?.({ path, method, status, durationSeconds: durationMs / 1000 });
  });
  return known;
}

function levelOf(status: number): 'error' | 'info' | 'debug' {
  if (status >= 500) return 'error';
  return status >= 400 ? 'info' : 'debug';
}
