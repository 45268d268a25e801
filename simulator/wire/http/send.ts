import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzip } from 'node:zlib';

/** Like the real API server: small answers are not worth compressing. */
const COMPRESS_FROM = 128 * 1024;

/** Sends an answer: text and bytes as they are, everything else as JSON. */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const common = { 'content-type': 'application/json', ...headers };
  const acceptsGzip = request.headers['accept-encoding']?.includes('gzip') === true;
  if (text.length < COMPRESS_FROM || !acceptsGzip) {
    response.writeHead(status, { ...common, 'content-length': `${Buffer.byteLength(text)}` });
    response.end(text);
    return;
  }
  gzip(text, { level: 1 }, (error, packed) => {
    if (error !== null) {
      response.destroy(error);
      return;
    }
    response.writeHead(status, { ...common, 'content-encoding': 'gzip', 'content-length': `${packed.length}` });
    response.end(packed);
  });
}
