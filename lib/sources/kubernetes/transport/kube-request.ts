import type { OutgoingHttpHeaders } from 'node:http';
import type { KubePath } from '../resource.ts';

export interface KubeRequest {
  readonly path: KubePath;
  readonly query?: Readonly<Record<string, string>>;
  /** Posted as JSON; absent: a GET. */
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

/** What goes on the wire, without what signs it. */
export function encodeRequest(server: string, request: KubeRequest) {
  const query = new URLSearchParams(request.query).toString();
  const body = request.body === undefined ? null : JSON.stringify(request.body);
  const headers: OutgoingHttpHeaders = {
    accept: 'application/json',
    'user-agent': 'aks-ingress-health',
    // A compressed watch would sit in the compressor's buffer.
    'accept-encoding': isWatch(request) ? 'identity' : 'gzip',
    ...(body === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
  };
  const url = `${server}${request.path}${query === '' ? '' : `?${query}`}`;
  return { method: body === null ? ('GET' as const) : ('POST' as const), url, headers, body };
}

/** `watch /api/v1/nodes`, for messages. */
export function nameRequest(request: KubeRequest): string {
  const verb = request.body !== undefined ? 'POST' : isWatch(request) ? 'watch' : 'GET';
  return `${verb} ${request.path}`;
}

function isWatch({ query }: KubeRequest): boolean {
  return query?.watch === 'true';
}
