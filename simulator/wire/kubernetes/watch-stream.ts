import type { ServerResponse } from 'node:http';
import type { ApiContext } from './api-context.ts';
import type { ResourceRequest } from './api-request.ts';
import type { Test } from './selectors.ts';
import { eventTypeOf, firstEvents, WatchEncoder, type WatchEvent } from './watch-changes.ts';

const BOOKMARK_EVERY_MS = 60_000;
const DEFAULT_SECONDS = 1_800;
/** A client that does not read for this much is let go; it will come back from where it was. */
const BUFFER_LIMIT = 64 * 1024 * 1024;

/** Keeps a watch open: sends what was, then every change, bookmarks now and then, and ends when its time is over. */
export function streamWatch(context: ApiContext, request: ResourceRequest, test: Test, response: ServerResponse): void {
  const { store } = context.world;
  const { query } = request.raw;
  const encoder = new WatchEncoder(context, request);
  const stops: (() => void)[] = [];
  // A change may come between the end of the answer and the close of its connection; it must find nobody to tell.
  const stop = (): void => {
    for (const undo of stops.splice(0)) undo();
  };
  const send = (event: WatchEvent): void => {
    response.write(`${JSON.stringify(event)}\n`);
    if (response.writableLength <= BUFFER_LIMIT) return;
    stop();
    response.destroy();
  };
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache, private' });
  response.flushHeaders();
  const first = firstEvents(context, request, test, encoder);
  if (first === null) {
    send(encoder.expired(Number(query.get('resourceVersion'))));
    response.end();
    return;
  }
  for (const event of first) if (!response.destroyed) send(event);
  if (response.destroyed) return;
  const unsubscribe = store.subscribe((change) => {
    if (change.resource !== request.resource) return;
    const type = eventTypeOf(change, test);
    if (type !== null) send(encoder.event(type, change.object));
  });
  const wantsBookmarks = query.get('allowWatchBookmarks') === 'true';
  const bookmarks = setInterval(() => {
    if (wantsBookmarks) send(encoder.bookmark(store.revision));
  }, BOOKMARK_EVERY_MS);
  const seconds = Number(query.get('timeoutSeconds') ?? 0) || DEFAULT_SECONDS;
  const end = setTimeout(() => {
    if (wantsBookmarks) send(encoder.bookmark(store.revision));
    stop();
    response.end();
  }, seconds * 1000);
  stops.push(
    unsubscribe,
    () => clearInterval(bookmarks),
    () => clearTimeout(end),
  );
  response.on('close', stop);
}
