import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Large pieces go back to the system when freed; thousands of small ones leave its memory in fragments. */
const CHUNK_BYTES = 512 * 1024;

/** The bytes of an answer, uncompressed. Errors of the connection arrive on the returned stream. */
export function decodedBody(response: IncomingMessage): Readable {
  if (response.headers['content-encoding'] !== 'gzip') return response;
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  response.on('error', (error) => gunzip.destroy(error));
  // A reset while a body is on its way ends in `close` alone.
  response.on('close', () => {
    if (!response.complete) gunzip.destroy(new Error('the connection broke off'));
  });
  return response.pipe(gunzip);
}

export type BodyText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly cause: 'broken' | 'too-large'; readonly message: string };

/** A whole body as text. Never rejects; a body that was cut off or grows beyond the limit is no text. */
export function readBody(response: IncomingMessage, bytesMax: number): Promise<BodyText> {
  return new Promise((resolve) => {
    const stream = decodedBody(response);
    const chunks: Buffer[] = [];
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= bytesMax) return;
      resolve({ ok: false, cause: 'too-large', message: `the answer is larger than ${bytesMax} bytes` });
      response.destroy();
    });
    stream.on('end', () => resolve({ ok: true, text: Buffer.concat(chunks).toString('utf8') }));
    const broken = (error?: Error) =>
      resolve({ ok: false, cause: 'broken', message: error?.message ?? 'the connection broke off' });
    stream.on('error', broken);
    stream.on('close', () => broken());
  });
}
