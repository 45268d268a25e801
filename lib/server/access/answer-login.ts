import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestFacts } from '../guards/request-facts.ts';
import type { AttemptLimiter } from './attempt-limiter.ts';
import { isBehindTls } from './decide-access.ts';
import { loginPage, safeNext } from './login-page.ts';
import { sameSecret } from './same-secret.ts';
import { sessionCookie } from './session-cookie.ts';

export interface LoginContext {
  readonly token: string;
  readonly nonce: string;
  readonly facts: RequestFacts;
  readonly now: () => number;
  readonly attempts: AttemptLimiter;
}

/** The form, and what was sent with it. The guards have checked method, type and size of the body. */
export async function answerLogin(request: IncomingMessage, response: ServerResponse, context: LoginContext) {
  const { facts, nonce } = context;
  if (facts.method !== 'POST') {
    sendPage(response, 200, { nonce, next: safeNext(facts.query.get('next')), problem: null });
    return;
  }
  const form = new URLSearchParams(await readBody(request));
  const next = safeNext(form.get('next'));
  const refusal = refusalOf(form.get('token') ?? '', context);
  if (refusal !== null) {
    sendPage(response, refusal.status, { nonce, next, problem: refusal.text });
    return;
  }
  const cookie = sessionCookie(context.token, context.now(), { secure: isBehindTls(facts) });
  response.writeHead(303, { location: next, 'set-cookie': cookie, 'cache-control': 'no-store' }).end();
}

function refusalOf(given: string, { token, facts, attempts }: LoginContext) {
  if (isForeign(facts)) return { status: 403, text: 'The form was sent from another site.' };
  if (attempts.isBlocked(facts.remoteAddress)) return { status: 429, text: 'Too many wrong tokens; wait a minute.' };
  if (sameSecret(given, token)) return null;
  attempts.failed(facts.remoteAddress);
  return { status: 401, text: 'That is not the access token.' };
}

/** Browsers say where a form was sent from. */
function isForeign({ headers }: RequestFacts): boolean {
  const { origin, host } = headers;
  return origin !== undefined && origin !== 'null' && URL.parse(origin)?.host !== host;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function sendPage(response: ServerResponse, status: number, page: Parameters<typeof loginPage>[0]): void {
  response
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .end(loginPage(page));
}
