import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { processWide } from '../process-wide.ts';
import { byteStream } from './byte-stream.ts';
import { createDocumentCache, type EncodedDocument } from './document-cache.ts';
import { acceptsGzip, matchesEtag } from './negotiate.ts';

/** A document that a request asks for. Two answers with the same `version` have the same bytes. */
export interface DocumentAnswer {
  readonly kind: 'document';
  readonly version: string;
  /** Not called when the asker has it already. */
  readonly build: () => unknown;
}

/** Like a document, but too large to hold as a whole. */
export interface TextAnswer {
  readonly kind: 'text';
  readonly version: string;
  readonly chunks: () => Iterable<string>;
}

const jsonType = 'application/json; charset=utf-8';
const gzipLevel = 5;
const compress = promisify(gzip);

const cache = () => processWide('documents', () => createDocumentCache(32 * 1024 * 1024));

/** The answer with a strong entity tag, compressed where the asker takes it; 304 when it has it already. */
export async function answerDocument(request: Request, answer: DocumentAnswer | TextAnswer): Promise<Response> {
  const zipped = acceptsGzip(request.headers.get('accept-encoding'));
  const etag = etagOf(answer.version, zipped);
  const headers = { etag, vary: 'accept-encoding', 'cache-control': 'private, no-cache' };
  if (matchesEtag(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers });
  const coded = { ...headers, 'content-type': jsonType, ...(zipped ? { 'content-encoding': 'gzip' } : {}) };
  if (answer.kind === 'text') return new Response(streamOf(answer, zipped), { headers: coded });
  const body = await cache().get(`${answer.version}${zipped}`, () => encode(answer, zipped));
  return new Response(body, { headers: coded });
}

/** Strong: differs with every byte, so also with the coding. */
function etagOf(version: string, zipped: boolean): string {
  const hash = createHash('sha256').update(version).digest('base64url').slice(0, 22);
  return zipped ? `"${hash}-gzip"` : `"${hash}"`;
}

async function encode(answer: DocumentAnswer, zipped: boolean): Promise<EncodedDocument> {
  const text = Buffer.from(`${JSON.stringify(answer.build())}\n`);
  return new Uint8Array(zipped ? await compress(text, { level: gzipLevel }) : text);
}

function streamOf({ chunks }: TextAnswer, zipped: boolean): ReadableStream<Uint8Array> {
  const stream = byteStream(chunks());
  return zipped ? stream.pipeThrough(new CompressionStream('gzip')) : stream;
}
