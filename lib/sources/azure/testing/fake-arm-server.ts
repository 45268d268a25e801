import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { type FakeAnswer, sendAnswer } from './fake-answer.ts';

export interface SeenRequest {
  readonly method: string;
  /** Path without query, as it came. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

type Script = FakeAnswer | ((request: SeenRequest) => FakeAnswer);

/** An ARM that behaves as badly as told, on 127.0.0.1. */
export interface FakeArm {
  readonly origin: string;
  readonly requests: readonly SeenRequest[];
  /** How many connections were opened so far. */
  readonly connections: () => number;
  /** Highest number of requests that were under way at the same time. */
  readonly concurrencyMax: () => number;
  /** Answers to a path, one after the other; the last one stays. Paths compare without case. */
  reply(method: 'GET' | 'POST', path: string, ...answers: readonly Script[]): void;
  /** Resolves when `count` requests have come in. */
  seen(count: number): Promise<void>;
  close(): Promise<void>;
}

export interface FakeArmOptions {
  /** Serves https with this key and certificate. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

export async function startFakeArm(options: FakeArmOptions = {}): Promise<FakeArm> {
  const scripts = new Map<string, Script[]>();
  const requests: SeenRequest[] = [];
  const waiting = new Set<{ readonly count: number; readonly resolve: () => void }>();
  let connections = 0;
  let underWay = 0;
  let underWayMax = 0;

  const handle = (message: IncomingMessage, response: ServerResponse) => {
    const request = seenRequest(message);
    requests.push(request);
    underWay += 1;
    underWayMax = Math.max(underWayMax, underWay);
    response.on('close', () => {
      underWay -= 1;
    });
    const script = scripts.get(keyOf(request.method, request.path));
    const next = script && script.length > 1 ? script.shift() : script?.[0];
    void sendAnswer(response, typeof next === 'function' ? next(request) : (next ?? notFound(request)));
    for (const waiter of [...waiting]) {
      if (requests.length < waiter.count) continue;
      waiting.delete(waiter);
      waiter.resolve();
    }
  };
  const server = options.tls ? createTlsServer(options.tls, handle) : createServer(handle);
  server.on(options.tls ? 'secureConnection' : 'connection', (_socket: Socket) => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    origin: `${options.tls ? 'https' : 'http'}://127.0.0.1:${portOf(server.address())}`,
    requests,
    connections: () => connections,
    concurrencyMax: () => underWayMax,
    reply(method, path, ...answers) {
      scripts.set(keyOf(method, path), [...answers]);
    },
    seen: (count) =>
      new Promise((resolve) => {
        if (requests.length >= count) resolve();
        else waiting.add({ count, resolve });
      }),
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function seenRequest(message: IncomingMessage): SeenRequest {
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  const { method = 'GET', headers } = message;
  return { method, path: decodeURIComponent(url.pathname), query: url.searchParams, headers };
}

function keyOf(method: string, path: string): string {
  return `${method} ${path.toLowerCase()}`;
}

function notFound(request: SeenRequest): FakeAnswer {
  const message = `The Resource '${request.path}' was not found.`;
  return { status: 404, json: { error: { code: 'ResourceNotFound', message } } };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  return address.port;
}
