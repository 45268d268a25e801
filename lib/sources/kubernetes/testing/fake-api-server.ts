import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import { gzipSync } from 'node:zlib';
import { readAccessReview } from './access-review.ts';
import { createConditions } from './conditions.ts';
import { createFakeCluster } from './fake-cluster.ts';
import { type FakeRequest, readRequest } from './fake-request.ts';
import { listenOnLoopback } from './listen-on-loopback.ts';
import { type OpenWatch, openWatch, statusObject } from './open-watch.ts';
import { trackRawConnections } from './raw-connections.ts';
import { firstCertificate } from './test-certificates.ts';

type Answer = (response: ServerResponse, incoming: IncomingMessage) => void;

interface Fault {
  readonly matches: (request: FakeRequest) => boolean;
  readonly answer: Answer;
  times: number;
}

/** An API server on 127.0.0.1 over TLS that keeps real semantics of lists and watches, and misbehaves when told. */
export async function startFakeApiServer() {
  const cluster = createFakeCluster();
  const conditions = createConditions();
  const requests: FakeRequest[] = [];
  const watches = new Set<OpenWatch>();
  const faults: Fault[] = [];
  let connections = 0;
  let watchesOpened = 0;
  let allowed: ReadonlySet<string> | null = null;

  function serve(incoming: IncomingMessage, response: ServerResponse): void {
    const request = readRequest(incoming);
    requests.push(request);
    const fault = faults.find((each) => each.times > 0 && each.matches(request));
    if (fault !== undefined) {
      fault.times -= 1;
      fault.answer(response, incoming);
    } else if (allowed !== null && !allowed.has(request.authorization ?? '')) {
      reply(response, 401, statusObject(401, 'Unauthorized', 'Unauthorized'));
    } else if (request.verb === 'create') void serveReview(incoming, response);
    else if (request.verb === 'watch') serveWatch(request, response);
    else serveList(request, response);
    conditions.notify();
  }

  function serveList(request: FakeRequest, response: ServerResponse): void {
    const { status, body } = cluster.list(request);
    const gzip = request.acceptEncoding?.includes('gzip') ?? false;
    reply(response, status, body, gzip);
  }

  async function serveReview(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { verb, path } = await readAccessReview(incoming);
    reply(response, 201, { kind: 'SelfSubjectAccessReview', status: { allowed: !cluster.isDenied(verb, path) } });
  }

  function serveWatch(request: FakeRequest, response: ServerResponse): void {
    const missed = cluster.since(request);
    if (!missed.ok) {
      reply(response, missed.status, missed.body);
      return;
    }
    const watch = openWatch(request, response, () => reset(response));
    for (const event of missed.events) watch.send(event);
    const stopFollowing = cluster.follow(request, watch);
    watches.add(watch);
    watchesOpened += 1;
    response.on('close', () => {
      stopFollowing();
      watches.delete(watch);
      conditions.notify();
    });
  }

  const server = https.createServer({ ...firstCertificate }, serve);
  const reset = trackRawConnections(server);
  server.on('secureConnection', () => {
    connections += 1;
  });
  const port = await listenOnLoopback(server);

  return {
    ...cluster,
    url: `https://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    /** Open watches of a path, oldest first. */
    watches: (path: string) => [...watches].filter((watch) => watch.path === path && watch.isOpen()),
    /** How many watches were ever accepted. */
    watchesOpened: () => watchesOpened,
    /** Only these Authorization headers are let in from now on. */
    allowOnly: (...authorizations: string[]) => {
      allowed = new Set(authorizations);
    },
    useCertificate: (certificate: { cert: string; key: string }) => server.setSecureContext(certificate),
    /** Answers the next requests that match in another way. */
    fail(matches: (request: FakeRequest) => boolean, answer: Answer, times = 1) {
      faults.push({ matches, answer, times });
    },
    /** Breaks the connection of an answer. */
    reset,
    until: conditions.until,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type FakeApiServer = Awaited<ReturnType<typeof startFakeApiServer>>;

export function reply(response: ServerResponse, status: number, body: unknown, gzip = false): void {
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', ...(gzip ? { 'content-encoding': 'gzip' } : {}) });
  response.end(gzip ? gzipSync(text) : text);
}

/** A fault that answers with a Status object. */
export function refuse(code: number, reason: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    reply(response, code, statusObject(code, reason, `${reason} on purpose`));
  };
}
