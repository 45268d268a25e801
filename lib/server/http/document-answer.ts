import { createHash } from 'node:crypto';
import { processWide } from '../process-wide.ts';
import { byteStream } from './byte-stream.ts';
import { createDocumentCache, type EncodedDocument } from './document-cache.ts';
import { matchesEtag } from './matches-etag.ts';

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

const cache = () => processWide('documents', () => createDocumentCache(32 * 1024 * 1024));

/** The answer with an entity tag; 304 when the asker has it already. Compressing it is left to the server of the pages. */
export async function answerDocument(request: Request, answer: DocumentAnswer | TextAnswer): Promise<Response> {
  const etag = etagOf(answer.version);
  const headers = { etag, vary: 'accept-encoding', 'cache-control': 'private, no-cache' };
  if (matchesEtag(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers });
  const typed = { ...headers, 'content-type': jsonType };
  if (answer.kind === 'text') return new Response(byteStream(answer.chunks()), { headers: typed });
  const body = await cache().get(answer.version, () => Promise.resolve(encode(answer)));
  return new Response(body, { headers: typed });
}

/** Weak: the same for every coding in which the document may leave the server. */
function etagOf(version: string): string {
  return `W/"${createHash('sha256').update(version).digest('base64url').slice(0, 22)}"`;
}

function encode(answer: DocumentAnswer): EncodedDocument {
  return new Uint8Array(Buffer.from(`${JSON.stringify(answer.build())}\n`));
}
