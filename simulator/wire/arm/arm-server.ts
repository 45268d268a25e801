import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { LiveWorld } from '../../live-world.ts';
import type { Control } from '../control/control.ts';
import { controlRoute } from '../control/control-routes.ts';
import { type Listening, listen } from '../http/listen.ts';
import { readRequestBody } from '../http/read-body.ts';
import { send } from '../http/send.ts';
import { answerArm } from './answer-arm.ts';
import { newArmContext } from './arm-context.ts';
import { takeFault } from './faults.ts';

async function wait(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** ARM and the control API of the box: plain HTTP on loopback, where a client's last hop is sent. */
export function startArmServer(live: LiveWorld, control: Control, port: number): Promise<Listening> {
  const context = newArmContext(live.world);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readRequestBody(request);
    const url = new URL(request.url ?? '/', 'http://simulator');
    const method = request.method ?? 'GET';
    if (body === null)
      return send(request, response, 413, { error: { code: 'RequestTooLarge', message: 'the request is too large' } });
    if (url.pathname === '/control' || url.pathname.startsWith('/control/')) {
      const answer = controlRoute(control, method, url.pathname, url.searchParams, body);
      return send(request, response, answer.status, answer.body, answer.headers);
    }
    const fault = live.act((world) => takeFault(world, url.pathname));
    if (fault !== null && fault.delayMs > 0) await wait(fault.delayMs);
    if (fault?.truncate === true) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '4096' });
      response.write('{"value":[{"name":"kubern');
      response.destroy();
      return;
    }
    const raw = { method, path: url.pathname, query: url.searchParams, body, headers: request.headers };
    const answer = fault?.answer ?? live.act(() => answerArm(context, raw));
    send(request, response, answer.status, answer.body, answer.headers);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      if (response.headersSent) response.destroy();
      else send(request, response, 500, { error: { code: 'InternalServerError', message } });
    });
  });
  return listen(server, port);
}
