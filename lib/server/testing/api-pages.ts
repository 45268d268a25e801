import type { ServerResponse } from 'node:http';
import type { Pages } from '../pages.ts';
import { routeOf } from './route-of.ts';

/** Pages that are route handlers only, answered as Next would. */
export function apiPages(): Pages {
  return {
    async handle(request, response) {
      const path = request.url ?? '/';
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers))
        if (value !== undefined) headers.set(name, String(value));
      const answer = await routeOf(path)(new Request(`http://localhost${path}`, { headers, signal: gone.signal }));
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      if (answer.body !== null) await copy(answer.body, response);
      response.end();
    },
    close: () => Promise.resolve(),
  };
}

/** Until the end, or until the reader leaves. */
async function copy(body: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  const reader = body.getReader();
  response.once('close', () => void reader.cancel());
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    response.write(value);
  }
}
