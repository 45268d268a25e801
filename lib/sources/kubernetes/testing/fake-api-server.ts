import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import { readAccessReview } from './access-review.ts';
import { createConditions } from './conditions.ts';
import { FakeCluster } from './fake-cluster.ts';
import { type FakeRequest, readRequest } from './fake-request.ts';
import { listenOnLoopback } from './listen-on-loopback.ts';
import { type OpenWatch, openWatch, statusObject } from './open-watch.ts';
import { trackRawConnections } from './raw-connections.ts';
import { type Answer, reply } from './reply.ts';
import { firstCertificate } from './test-certificates.ts';

interface Fault {
  readonly matches: (request: FakeRequest) => boolean;
  readonly answer: Answer;
  times: number;
}

/** An API server on 127.0.0.1 over TLS that keeps real semantics of lists and watches, and misbehaves when told. */
export class FakeApiServer extends FakeCluster {
  readonly requests: FakeRequest[] = [];
  /** Breaks the connection of an answer. */
  readonly reset: (response: ServerResponse) => void;
  readonly #server = https.createServer({ ...firstCertificate }, (incoming, response) =>
    this.#serve(incoming, response),
  );
  readonly #conditions = createConditions();
  readonly #watches = new Set<OpenWatch>();
  readonly #faults: Fault[] = [];
  #allowed: ReadonlySet<string> | null = null;
  #connections = 0;
  #watchesOpened = 0;
  #port = 0;

  constructor() {
    super();
    this.reset = trackRawConnections(this.#server);
    this.#server.on('secureConnection', () => {
      this.#connections += 1;
    });
  }

  async listen(): Promise<void> {
    this.#port = await listenOnLoopback(this.#server);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get url(): string {
    return `https://127.0.0.1:${this.#port}`;
  }

  connections(): number {
    return this.#connections;
  }

  /** Open watches of a path, oldest first. */
  watches(path: string): OpenWatch[] {
    return [...this.#watches].filter((watch) => watch.path === path && watch.isOpen());
  }

  /** How many watches were ever accepted. */
  watchesOpened(): number {
    return this.#watchesOpened;
  }

  /** Only these Authorization headers are let in from now on. */
  allowOnly(...authorizations: string[]): void {
    this.#allowed = new Set(authorizations);
  }

  useCertificate(certificate: { readonly cert: string; readonly key: string }): void {
    this.#server.setSecureContext(certificate);
  }

  /** Answers the next requests that match in another way. */
  fail(matches: (request: FakeRequest) => boolean, answer: Answer, times = 1): void {
    this.#faults.push({ matches, answer, times });
  }

  /** Resolves when the condition holds; it is looked at whenever something has been asked. */
  until(condition: () => boolean): Promise<void> {
    return this.#conditions.until(condition);
  }

  #serve(incoming: IncomingMessage, response: ServerResponse): void {
    const request = readRequest(incoming);
    this.requests.push(request);
    const fault = this.#faults.find((each) => each.times > 0 && each.matches(request));
    if (fault !== undefined) {
      fault.times -= 1;
      fault.answer(response, incoming);
    } else if (this.#allowed !== null && !this.#allowed.has(request.authorization ?? '')) {
      reply(response, 401, statusObject(401, 'Unauthorized', 'Unauthorized'));
    } else if (request.verb === 'create') void this.#serveReview(incoming, response);
    else if (request.verb === 'watch') this.#serveWatch(request, response);
    else this.#serveList(request, response);
    this.#conditions.notify();
  }

  #serveList(request: FakeRequest, response: ServerResponse): void {
    const { status, body } = this.list(request);
    reply(response, status, body, request.acceptEncoding?.includes('gzip') ?? false);
  }

  async #serveReview(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { verb, path } = await readAccessReview(incoming);
    reply(response, 201, { kind: 'SelfSubjectAccessReview', status: { allowed: !this.isDenied(verb, path) } });
  }

  #serveWatch(request: FakeRequest, response: ServerResponse): void {
    const missed = this.since(request);
    if (!missed.ok) {
      reply(response, missed.status, missed.body);
      return;
    }
    const watch = openWatch(request, response, () => this.reset(response));
    for (const event of missed.events) watch.send(event);
    const stopFollowing = this.follow(request, watch);
    this.#watches.add(watch);
    this.#watchesOpened += 1;
    response.on('close', () => {
      stopFollowing();
      this.#watches.delete(watch);
      this.#conditions.notify();
    });
  }
}

export async function startFakeApiServer(): Promise<FakeApiServer> {
  const server = new FakeApiServer();
  await server.listen();
  return server;
}
