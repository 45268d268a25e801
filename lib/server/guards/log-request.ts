import type { ServerResponse } from 'node:http';
import type { Log } from '../log.ts';
import type { RequestFacts } from './request-facts.ts';

/** Logs a request once it was answered; failures louder. The query is left out: it may hold a secret. */
export function logRequest(
  log: Log,
  response: ServerResponse,
  { requestId, facts }: { readonly requestId: string; readonly facts: RequestFacts },
): { user: string | null } {
  const startedAt = performance.now();
  const known: { user: string | null } = { user: null };
  response.once('close', () => {
    const { statusCode: status } = response;
    const level = status >= 500 ? 'error' : status >= 400 ? 'info' : 'debug';
    const { method, path, remoteAddress } = facts;
    const durationMs = Math.round(performance.now() - startedAt);
    const user = known.user === null ? {} : { user: known.user };
    log[level]({ requestId, method, path, status, durationMs, remoteAddress, ...user }, 'request');
  });
  return known;
}
