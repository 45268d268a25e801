import { type KubeFailure, kubeFailure } from '../transport/kube-failure.ts';
import type { KubeTransport } from '../transport/kube-transport.ts';
import type { WatchEnd } from '../transport/watch-stream.ts';
import type { ListRequest } from './list-all.ts';
import type { ObjectStore } from './object-store.ts';
import type { ReflectorStatus } from './reflector-status.ts';
import { readWatchEvent, type WatchEvent } from './watch-event.ts';

/** How one watch went. */
export type WatchOutcome =
  /** Open, then over: in order, broken off or silent. The next watch goes on from the same position. */
  | { readonly kind: 'ended' }
  /** The position is forgotten: only a list helps. */
  | { readonly kind: 'expired' }
  /** A line that is no event: what it told is lost unless it comes again. */
  | { readonly kind: 'unreadable'; readonly message: string }
  /** Never opened, or ended with an error of the server. */
  | { readonly kind: 'refused'; readonly failure: KubeFailure };

export interface WatchRun {
  readonly outcome: WatchOutcome;
  /** Where the next watch goes on. */
  readonly resourceVersion: string;
}

export interface WatchTarget<T> {
  readonly store: ObjectStore<T>;
  readonly status: ReflectorStatus<T>;
}

export interface WatchRequest extends ListRequest {
  readonly resourceVersion: string;
  readonly timeoutSeconds: number;
}

/** Follows a collection from a position until the watch ends, however it ends. */
export async function watchOnce<T>(
  transport: Pick<KubeTransport, 'readWatch'>,
  { path, signal, query, resourceVersion, timeoutSeconds }: WatchRequest,
  { store, status }: WatchTarget<T>,
): Promise<WatchRun> {
  let position = resourceVersion;
  let opened = false;
  let ending: WatchOutcome | null = null;

  function take(event: WatchEvent): void {
    if (event.kind === 'put') status.publish(store.put(event.object));
    if (event.kind === 'delete') status.publish(store.remove(event.object));
    if ('resourceVersion' in event) position = event.resourceVersion ?? position;
    else ending = outcomeOfEvent(event);
  }

  const end = await transport.readWatch(
    { path, query: { ...query, ...watchQuery(resourceVersion, timeoutSeconds) }, signal },
    {
      onOpen() {
        opened = true;
        status.opened();
      },
      onLine(line) {
        status.heard();
        try {
          take(readWatchEvent(line));
        } catch (error) {
          // A bug of ours, in a callback of a socket: without this it would end the process and every other cluster.
          ending = { kind: 'unreadable', message: `An event could not be processed: ${String(error)}` };
        }
        return ending === null ? 'continue' : 'stop';
      },
    },
  );
  return { outcome: ending ?? outcomeOfEnd(end, opened), resourceVersion: position };
}

function watchQuery(resourceVersion: string, timeoutSeconds: number) {
  return { watch: 'true', allowWatchBookmarks: 'true', resourceVersion, timeoutSeconds: String(timeoutSeconds) };
}

function outcomeOfEvent(event: Extract<WatchEvent, { kind: 'expired' | 'error' | 'unreadable' }>): WatchOutcome {
  if (event.kind === 'error') return { kind: 'refused', failure: kubeFailure('server', event.message) };
  return event;
}

function outcomeOfEnd(end: WatchEnd, opened: boolean): WatchOutcome {
  if (end.ok || (opened && end.reason !== 'unreadable')) return { kind: 'ended' };
  if (end.reason === 'unreadable') return { kind: 'unreadable', message: end.message };
  return end.reason === 'expired' ? { kind: 'expired' } : { kind: 'refused', failure: end };
}
