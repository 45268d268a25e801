import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerLogin } from './access/answer-login.ts';
import { createAttemptLimiter } from './access/attempt-limiter.ts';
import { sendBouncePage } from './access/bounce-page.ts';
import { createAccessControl } from './access/decide-access.ts';
import type { ServerConfig } from './config/config.ts';
import { answerClientError } from './guards/answer-client-error.ts';
import { guardBody } from './guards/guard-body.ts';
import { guardHost } from './guards/guard-host.ts';
import { type AnsweredRequest, observeRequest } from './guards/observe-request.ts';
import { type RequestFacts, requestFacts } from './guards/request-facts.ts';
import { securityHeaders } from './guards/security-headers.ts';
import { sendProblem } from './guards/send-problem.ts';
import { problem } from './http/problem.ts';
import type { Log } from './log.ts';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpServerOptions {
  readonly config: Pick<ServerConfig, 'host' | 'allowedHosts' | 'access'>;
  readonly dev: boolean;
  /** Answers what the guards let through. */
  readonly handle: RequestHandler;
  readonly log: Log;
  /** Called once for every answer. */
  readonly answered?: (request: AnsweredRequest) => void;
  readonly now?: () => number;
}

/**
 * The server in front of the pages. Before they see a request: is it for us, may whoever sends it, is it of a shape that
 * we read; every answer carries the security headers. Not listening yet.
 */
export function createHttpServer(options: HttpServerOptions): Server {
  const { config, now = Date.now, log } = options;
  const attempts = createAttemptLimiter(now);
  const tools = { ...options, now, attempts, decide: createAccessControl(config.access, { now, attempts }) };
  const limits = { maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 };
  const server = createServer(limits, (request, response) => {
    answer(request, response, tools).catch((error: unknown) => {
      log.error({ err: error, path: request.url?.split('?')[0] }, 'request failed');
      if (response.headersSent) response.destroy();
      else sendProblem(response, null, problem('internal-error', 'The log of the server says why.'));
    });
  });
  server.on('clientError', answerClientError);
  server.on('upgrade', (_request, socket) => {
    if (!options.dev) socket.destroy();
  });
  return server;
}

type Tools = HttpServerOptions &
  Parameters<typeof createAccessControl>[1] & {
    readonly decide: ReturnType<typeof createAccessControl>;
  };

async function answer(request: IncomingMessage, response: ServerResponse, tools: Tools): Promise<void> {
  const security = securityHeaders({ dev: tools.dev });
  for (const [name, value] of Object.entries(security.headers)) response.setHeader(name, value);
  const requestId = randomUUID();
  response.setHeader('x-request-id', requestId);
  const facts = requestFacts(request);
  if (facts === null) {
    sendProblem(response, null, problem('bad-request', 'The target of the request is no path that can be read.'));
    return;
  }
  const observed = observeRequest(response, { requestId, facts }, tools);
  const wrong = guardHost(facts, tools.config) ?? guardBody(facts);
  if (wrong !== null) {
    sendProblem(response, facts, wrong);
    return;
  }
  const { access } = tools.config;
  if (facts.path === '/login' && access.kind === 'token') {
    await answerLogin(request, response, { ...tools, token: access.token, nonce: security.nonce, facts });
    return;
  }
  const decision = tools.decide(facts);
  if (decision.kind !== 'allow') {
    turnAway(response, facts, decision);
    return;
  }
  observed.user = decision.user;
  prepareForPages(request, facts, requestId, security);
  await tools.handle(request, response);
}

type Refusal = Exclude<ReturnType<Tools['decide']>, { kind: 'allow' }>;

function turnAway(response: ServerResponse, facts: RequestFacts, decision: Refusal): void {
  switch (decision.kind) {
    case 'refuse':
      sendProblem(response, facts, decision.problem);
      return;
    case 'sign-in': {
      if (facts.headers['sec-fetch-site'] === 'cross-site') {
        sendBouncePage(response);
        return;
      }
      const query = facts.query.size === 0 || facts.query.has('token') ? '' : `?${facts.query}`;
      const location = `/login?${new URLSearchParams({ next: `${facts.path}${query}` })}`;
      response.writeHead(303, { location, 'cache-control': 'no-store' }).end();
      return;
    }
    case 'signed-in':
      response.writeHead(303, {
        location: decision.location,
        'set-cookie': decision.cookie,
        'cache-control': 'no-store',
      });
      response.end();
  }
}

/** Headers that steer the pages must come from us. Next reads its nonce from the policy in the request. */
function prepareForPages(
  request: IncomingMessage,
  { target }: RequestFacts,
  requestId: string,
  { nonce, contentSecurityPolicy }: ReturnType<typeof securityHeaders>,
): void {
  request.url = target;
  for (const name of Object.keys(request.headers)) {
    if (/^(x-middleware-|x-nextjs-|x-invoke-|x-matched-path|x-forwarded-host|next-action)/.test(name)) {
      delete request.headers[name];
    }
  }
  request.headers['content-security-policy'] = contentSecurityPolicy;
  request.headers['x-nonce'] = nonce;
  request.headers['x-request-id'] = requestId;
}
