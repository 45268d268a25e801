import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { statusObject } from './open-watch.ts';

export type Answer = (response: ServerResponse, incoming: IncomingMessage) => void;

export function reply(response: ServerResponse, status: number, body: unknown, gzip = false): void {
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', ...(gzip ? { 'content-encoding': 'gzip' } : {}) });
  response.end(gzip ? gzipSync(text) : text);
}

/** A fault that answers with a Status object. */
export function refuse(code: number, reason: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    reply(response, code, statusObject(code, reason, `${reason} on purpose`));
  };
}
