import pLimit from 'p-limit';
import type { Clock } from '../clock.ts';
import { createConnectionAgents } from './connection-agents.ts';
import { createDeadline, type Deadline } from './deadline.ts';
import type { KubeAccess } from './kube-access.ts';
import { type KubeAnswer, type KubeFailure, kubeFailure } from './kube-failure.ts';
import { type KubeRequest, nameRequest } from './kube-request.ts';
import { readBody } from './read-body.ts';
import { parseJson } from './refused-answer.ts';
import { createSender, type Sent } from './send-request.ts';
import { readWatchStream, type WatchEnd, type WatchHandlers } from './watch-stream.ts';

export interface KubeTransport {
  /** One JSON answer. Never rejects. */
  readJson(request: KubeRequest): Promise<KubeAnswer<unknown>>;
  /** A watch, until it ends or breaks. Never rejects. */
  readWatch(request: KubeRequest, handlers: WatchHandlers): Promise<WatchEnd>;
  /** Drops every connection. */
  close(): void;
}

export interface KubeTransportOptions {
  readonly access: KubeAccess;
  readonly clock: Clock;
  /** For one JSON answer, from asking to the last byte. */
  readonly timeoutMs?: number;
  /** Until a watch is accepted: the API server says so at once. */
  readonly headTimeoutMs?: number;
  /** Longest silence of a watch; bookmarks come about once a minute. */
  readonly idleTimeoutMs?: number;
  readonly bodyBytesMax?: number;
  /** JSON answers read at the same time; watches do not count. */
  readonly concurrentReadsMax?: number;
}

/** Talks to one API server over one keep-alive agent. Knows nothing of what the answers mean. */
export function createKubeTransport(options: KubeTransportOptions): KubeTransport {
  const { access, clock, bodyBytesMax = 256 * 1024 * 1024 } = options;
  const { timeoutMs = 60_000, headTimeoutMs = 30_000, idleTimeoutMs = 90_000 } = options;
  const agents = createConnectionAgents(access.server, access.proxyUrl);
  const send = createSender(access, agents, clock);
  const limit = pLimit(options.concurrentReadsMax ?? 4);

  async function readJson(request: KubeRequest): Promise<KubeAnswer<unknown>> {
    return withDeadline(clock, request, timeoutMs, async (deadline) =>
      readAnswer(request, await send(request, deadline.signal), bodyBytesMax),
    );
  }

  async function readWatch(request: KubeRequest, handlers: WatchHandlers): Promise<WatchEnd> {
    const sent = await withDeadline(clock, request, headTimeoutMs, (deadline) => send(request, deadline.signal));
    if (!sent.ok) return sent;
    return withDeadline<WatchEnd>(clock, request, idleTimeoutMs, (deadline) =>
      readWatchStream(sent.response, handlers, deadline),
    );
  }

  return {
    readJson: (request) => limit(readJson, request),
    readWatch,
    close: () => agents.close(),
  };
}

async function withDeadline<T>(
  clock: Clock,
  request: KubeRequest,
  milliseconds: number,
  work: (deadline: Deadline) => Promise<T | KubeFailure>,
): Promise<T | KubeFailure> {
  const deadline = createDeadline(clock, milliseconds, request.signal);
  try {
    const result = await work(deadline);
    if (request.signal.aborted) return kubeFailure('cancelled', `Gave up ${nameRequest(request)}.`);
    if (!deadline.expired()) return result;
    return kubeFailure('timeout', `No word for ${Math.round(milliseconds / 1000)} s on ${nameRequest(request)}.`);
  } finally {
    deadline.end();
  }
}

async function readAnswer(request: KubeRequest, sent: Sent, bodyBytesMax: number): Promise<KubeAnswer<unknown>> {
  if (!sent.ok) return sent;
  const asked = nameRequest(request);
  const body = await readBody(sent.response, bodyBytesMax);
  if (!body.ok) {
    const reason = body.cause === 'broken' ? 'network' : 'unreadable';
    return kubeFailure(reason, `Cannot read the answer to ${asked}: ${body.message}.`);
  }
  const parsed = parseJson(body.text);
  if (parsed !== undefined) return { ok: true, body: parsed };
  const type = sent.response.headers['content-type'] ?? 'no content type';
  return kubeFailure('unreadable', `The answer to ${asked} is not JSON (${type}): is a proxy in between?`);
}
