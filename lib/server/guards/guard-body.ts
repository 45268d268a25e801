import { type Problem, problem } from '../http/problem.ts';
import type { RequestFacts } from './request-facts.ts';

export interface AcceptedBody {
  readonly path: string;
  readonly type: string;
  readonly bytesMax: number;
}

/** The only bodies that are read at all. */
export const acceptedBodies: readonly AcceptedBody[] = [
  { path: '/login', type: 'application/x-www-form-urlencoded', bytesMax: 4096 },
  { path: '/api/v1/embedded', type: 'application/json', bytesMax: 4096 },
];

/** Method and body, judged by the headers alone: nothing is read before it is known to be small and wanted. */
export function guardBody(facts: RequestFacts): Problem | null {
  const accepted = acceptedBodies.find((body) => body.path === facts.path) ?? null;
  if (facts.method === 'GET' || facts.method === 'HEAD') return announcesBody(facts) ? unwantedBody() : null;
  if (facts.method !== 'POST' || accepted === null) return wrongMethod(facts, accepted);
  const announced = facts.headers['content-length'];
  if (announced === undefined) return problem('length-required', 'Send the body with a Content-Length header.');
  if (Number(announced) > accepted.bytesMax) {
    return problem('too-large', `The body has ${announced} bytes; at most ${accepted.bytesMax} are read here.`, close);
  }
  const type = facts.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== accepted.type) {
    return problem('unsupported-media-type', `Send ${accepted.type}, not ${type ?? 'a body without a type'}.`, close);
  }
  return null;
}

/** The rest of the body is not read, so the connection cannot be used again. */
const close = { headers: { connection: 'close' } };

function announcesBody({ headers }: RequestFacts): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function unwantedBody(): Problem {
  return problem('too-large', 'A request that reads takes no body.', close);
}

function wrongMethod({ method, path }: RequestFacts, accepted: AcceptedBody | null): Problem {
  const allow = accepted === null ? 'GET, HEAD' : 'GET, HEAD, POST';
  const detail = `${path} answers ${allow}, not ${method}. Nothing is ever changed in a cluster or in Azure.`;
  return problem('method-not-allowed', detail, { headers: { allow, connection: 'close' } });
}
