import type { ServerResponse } from 'node:http';
import { type Problem, problemType } from '../http/problem.ts';
import type { RequestFacts } from './request-facts.ts';

/** Answers with a problem document. `facts` null: the request was not understood. */
export function sendProblem(
  response: ServerResponse,
  facts: RequestFacts | null,
  { document, headers }: Problem,
): void {
  const requestId = response.getHeader('x-request-id');
  const body = JSON.stringify({
    ...document,
    ...(facts === null ? {} : { instance: facts.path }),
    ...(typeof requestId === 'string' ? { requestId } : {}),
  });
  response.writeHead(document.status, { 'content-type': problemType, 'cache-control': 'no-store', ...headers });
  response.end(facts?.method === 'HEAD' ? undefined : `${body}\n`);
}
