import type { IncomingMessage } from 'node:http';
import type { View } from './fake-collection.ts';

/** One request as the fake API server understood it. */
export interface FakeRequest {
  readonly verb: 'list' | 'watch' | 'create';
  /** Path without a namespace: names the collection. */
  readonly collection: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly view: View;
  readonly authorization: string | undefined;
  readonly acceptEncoding: string | undefined;
}

export function readRequest(incoming: IncomingMessage): FakeRequest {
  const url = new URL(incoming.url ?? '/', 'https://fake');
  const namespace = /\/namespaces\/([^/]+)\//.exec(url.pathname)?.[1] ?? '';
  const watch = url.searchParams.get('watch') === 'true';
  return {
    verb: incoming.method === 'POST' ? 'create' : watch ? 'watch' : 'list',
    collection: url.pathname.replace(/\/namespaces\/[^/]+/, ''),
    path: url.pathname,
    query: url.searchParams,
    view: {
      namespace: decodeURIComponent(namespace),
      labelSelector: url.searchParams.get('labelSelector') ?? '',
      fieldSelector: url.searchParams.get('fieldSelector') ?? '',
    },
    authorization: incoming.headers.authorization,
    acceptEncoding: incoming.headers['accept-encoding']?.toString(),
  };
}
