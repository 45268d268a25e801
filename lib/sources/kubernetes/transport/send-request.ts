import type { IncomingMessage } from 'node:http';
import type { Clock } from '../clock.ts';
import type { ConnectionAgents } from './connection-agents.ts';
import type { KubeAccess, KubeCredentials } from './kube-access.ts';
import type { KubeFailure } from './kube-failure.ts';
import { encodeRequest, type KubeRequest, nameRequest } from './kube-request.ts';
import { openResponse } from './open-response.ts';
import { refusedAnswer } from './refused-answer.ts';

export type Sent = { readonly ok: true; readonly response: IncomingMessage } | KubeFailure;

/** Sends signed requests and gives back the answers that are 2xx. Credentials that are refused are renewed once. */
export function createSender(access: KubeAccess, agents: ConnectionAgents, clock: Clock) {
  async function attempt(request: KubeRequest, signal: AbortSignal, credentials: KubeCredentials): Promise<Sent> {
    const agent = credentials.agent ?? agents.agentFor(credentials.tls);
    const outgoing = { ...encodeRequest(access.server, request), credentials, agent, signal };
    let opened = await openResponse(outgoing);
    // The server may close an idle connection in the moment we use it: that says nothing about the server.
    if (!opened.ok && opened.reason === 'network' && opened.onReusedConnection) opened = await openResponse(outgoing);
    if (!opened.ok) return opened;
    const { statusCode = 0 } = opened.response;
    if (statusCode >= 200 && statusCode < 300) return opened;
    return refusedAnswer(nameRequest(request), opened.response, clock.now());
  }

  return async function send(request: KubeRequest, signal: AbortSignal): Promise<Sent> {
    const credentials = await access.credentials();
    if (!credentials.ok) return credentials;
    const sent = await attempt(request, signal, credentials.body);
    if (sent.ok || sent.reason !== 'unauthorized' || !access.renew(credentials.body)) return sent;
    const fresh = await access.credentials();
    return fresh.ok ? attempt(request, signal, fresh.body) : fresh;
  };
}
