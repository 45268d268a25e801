import type { ServerResponse } from 'node:http';
import type { View, WireEvent } from './fake-collection.ts';
import type { FakeRequest } from './fake-request.ts';

/** A watch that a client holds open on the fake API server, and what can happen to it. */
export interface OpenWatch {
  readonly path: string;
  readonly view: View;
  readonly bookmarks: boolean;
  /** False from the moment the server ends or breaks it. */
  isOpen(): boolean;
  send(event: WireEvent): void;
  /** Bytes as they are, for lines cut in any place. */
  sendRaw(bytes: Buffer | string): void;
  /** The server ends the stream in order, as after timeoutSeconds. */
  end(): void;
  /** The connection breaks. */
  reset(): void;
}

export function openWatch(request: FakeRequest, response: ServerResponse, reset: () => void): OpenWatch {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  let open = true;
  const close = (how: () => void) => () => {
    open = false;
    how();
  };
  const sendRaw = (bytes: Buffer | string) => {
    if (open) response.write(bytes);
  };
  return {
    path: request.path,
    view: request.view,
    bookmarks: request.query.get('allowWatchBookmarks') === 'true',
    sendRaw,
    send: (event) => sendRaw(`${JSON.stringify(event)}\n`),
    isOpen: () => open,
    end: close(() => response.end()),
    reset: close(reset),
  };
}

/** The Status object a real API server answers failures with. */
export function statusObject(code: number, reason: string, message: string) {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
}

/** The in-stream event that tells a watcher its resourceVersion is too old. */
export const expiredEvent: WireEvent = {
  type: 'ERROR',
  object: statusObject(410, 'Expired', 'too old resource version: 1 (7)'),
};
