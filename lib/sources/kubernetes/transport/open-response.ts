import http, { type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { KubeCredentials } from './kube-access.ts';
import { type KubeFailure, kubeFailure } from './kube-failure.ts';

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | null;
  readonly credentials: KubeCredentials;
  readonly agent: http.Agent;
  readonly signal: AbortSignal;
}

export type OpenedResponse =
  | { readonly ok: true; readonly response: IncomingMessage }
  | (KubeFailure & { readonly onReusedConnection: boolean });

/** Sends a request and waits for the head of the answer. Never rejects. */
export function openResponse(request: OutgoingRequest): Promise<OpenedResponse> {
  return new Promise((resolve) => {
    const { method, url, credentials, agent, signal, body } = request;
    const options = {
      method,
      agent,
      signal,
      headers: { ...request.headers, ...credentials.headers },
      ...credentials.tls,
    };
    const client = url.startsWith('https:') ? https : http;
    const outgoing = client.request(url, options, (response) => resolve({ ok: true, response }));
    // Also called after the answer has begun, when there is nothing left to resolve: the body's reader sees the end.
    outgoing.on('error', (error: Error) => {
      const failure = signal.aborted
        ? kubeFailure('cancelled', `Gave up waiting for ${method} ${pathOf(url)}.`)
        : kubeFailure('network', `Cannot reach ${new URL(url).origin}: ${explain(error)}.`);
      resolve({ ...failure, onReusedConnection: outgoing.reusedSocket });
    });
    outgoing.end(body ?? undefined);
  });
}

export function pathOf(url: string): string {
  return new URL(url).pathname;
}

/** An aggregate of failed connection attempts has an empty message of its own. */
function explain(error: Error): string {
  if (error instanceof AggregateError) return error.errors.map((each: unknown) => String(each)).join('; ');
  return error.message;
}
