import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { LiveWorld } from '../../live-world.ts';
import { type Listening, listen } from '../http/listen.ts';
import { readRequestBody } from '../http/read-body.ts';
import { send } from '../http/send.ts';
import type { Identity } from '../tls/certificate.ts';
import { answerRequest } from './answer-request.ts';
import { type ApiContext, newApiContext } from './api-context.ts';
import { refuse } from './status.ts';
import { streamWatch } from './watch-stream.ts';

const OUTAGE_CHECK_MS = 100;

async function handle(
  live: LiveWorld,
  context: ApiContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const contentType = request.headers['content-type'] ?? 'application/json';
  const body = await readRequestBody(request, contentType.includes('protobuf') ? 'latin1' : 'utf8');
  if (body === null) {
    const { status, body: refused } = refuse(413, 'RequestEntityTooLarge', 'the request is too large');
    send(request, response, status, refused);
    return;
  }
  const url = new URL(request.url ?? '/', 'https://simulator');
  const raw = {
    method: request.method ?? 'GET',
    path: url.pathname.replace(/(.)\/$/, '$1'),
    query: url.searchParams,
    accept: request.headers.accept ?? '',
    contentType,
    body,
  };
  const reply = live.act(() => answerRequest(context, raw, request.headers.authorization));
  if (live.world.isApiDown) {
    response.destroy();
    return;
  }
  if (reply.kind === 'watch') streamWatch(context, reply.request, reply.test, response);
  else send(request, response, reply.answer.status, reply.answer.body, reply.answer.headers);
}

/** The API server of the box: HTTPS on loopback, with a certificate of its own authority. */
export function startKubernetesServer(
  live: LiveWorld,
  identity: Identity,
  token: string,
  port: number,
): Promise<Listening> {
  const context = newApiContext(live.world, token);
  const key = identity.key.export({ type: 'pkcs8', format: 'pem' });
  const server = createServer({ key, cert: identity.certificatePem }, (request, response) => {
    handle(live, context, request, response).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      if (response.headersSent) response.destroy();
      else send(request, response, 500, refuse(500, 'InternalError', `Internal error occurred: ${message}`).body);
    });
  });
  const outage = setInterval(() => {
    if (live.world.isApiDown) server.closeAllConnections();
  }, OUTAGE_CHECK_MS);
  outage.unref();
  server.on('close', () => clearInterval(outage));
  return listen(server, port);
}
