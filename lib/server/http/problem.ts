import type { ProblemDocument } from '../contract/problem.ts';

const kinds = {
  'bad-request': { status: 400, title: 'The request cannot be understood' },
  'unknown-parameter': { status: 400, title: 'Unknown query parameter' },
  'bad-parameter': { status: 400, title: 'A parameter has no usable value' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'There is no such thing here' },
  'unknown-cluster': { status: 404, title: 'Unknown cluster' },
  'unknown-service': { status: 404, title: 'Unknown Service' },
  'unknown-node': { status: 404, title: 'Unknown node' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  timeout: { status: 408, title: 'The request took too long' },
  'length-required': { status: 411, title: 'The length of the body must be given' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body is of a type that is not read here' },
  'misdirected-request': { status: 421, title: 'This server does not answer for that host' },
  'too-many-attempts': { status: 429, title: 'Too many attempts' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  'internal-error': { status: 500, title: 'The server failed' },
  'not-ready': { status: 503, title: 'Not ready yet' },
} as const;

export type ProblemKind = keyof typeof kinds;

/** A problem with the headers that go with its answer. */
export interface Problem {
  readonly document: ProblemDocument;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ProblemExtras {
  readonly parameter?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function problem(kind: ProblemKind, detail: string, { parameter, headers = {} }: ProblemExtras = {}): Problem {
  const { status, title } = kinds[kind];
  const type = `urn:aks-ingress-health:problem:${kind}`;
  return { document: { type, title, status, detail, ...(parameter === undefined ? {} : { parameter }) }, headers };
}

export const problemType = 'application/problem+json; charset=utf-8';

export function problemResponse({ document, headers }: Problem): Response {
  return new Response(`${JSON.stringify(document)}\n`, {
    status: document.status,
    headers: { 'content-type': problemType, 'cache-control': 'no-store', ...headers },
  });
}
