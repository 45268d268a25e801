import type { ServerResponse } from 'node:http';

/**
 * Asks for the same page once more. A browser that follows a link of another site keeps a strict cookie back; the second
 * request comes from this page, so the cookie is with it.
 */
export function sendBouncePage(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(
    '<!doctype html><html lang="en"><meta http-equiv="refresh" content="0"><title>Opening…</title></html>\n',
  );
}
