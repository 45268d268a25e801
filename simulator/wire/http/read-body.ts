import type { IncomingMessage } from 'node:http';

const LIMIT = 8 * 1024 * 1024;

/** The body of a request as text, or byte by byte; null when it is larger than anyone needs. */
export async function readRequestBody(
  request: IncomingMessage,
  encoding: 'utf8' | 'latin1' = 'utf8',
): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    size += bytes.length;
    if (size > LIMIT) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString(encoding);
}
