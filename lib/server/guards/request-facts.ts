import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** What the guards look at. */
export interface RequestFacts {
  readonly method: string;
  /** Without the query; dot segments are resolved. */
  readonly path: string;
  /** Path and query in the form in which they are judged; what answers must see no other. */
  readonly target: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Of the peer, without the IPv4-in-IPv6 form; empty once it has gone. */
  readonly remoteAddress: string;
}

/** Null: the target is no path, as in requests meant for a proxy, or its percent signs mean nothing. */
export function requestFacts(request: IncomingMessage): RequestFacts | null {
  const target = request.url ?? '';
  const parsed = target.startsWith('/') ? URL.parse(`http://localhost${target}`) : null;
  if (parsed === null || !isDecodable(parsed.pathname)) return null;
  return {
    method: request.method ?? 'GET',
    path: parsed.pathname,
    target: `${parsed.pathname}${parsed.search}`,
    query: parsed.searchParams,
    headers: request.headers,
    remoteAddress: (request.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, ''),
  };
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** A program asks, not a person: it gets problem documents instead of pages. */
export function isForPrograms({ path }: Pick<RequestFacts, 'path'>): boolean {
  return path.startsWith('/api/') || path === '/api' || path === '/metrics' || path === '/livez' || path === '/readyz';
}

/** Asked by the kubelet, which knows neither host name nor secret; the answer tells nothing. */
export function isHealthCheck({ path }: Pick<RequestFacts, 'path'>): boolean {
  return path === '/livez' || path === '/readyz';
}
