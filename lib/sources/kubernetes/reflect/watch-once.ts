import { type KubeFailure, kubeFailure } from '../transport/kube-failure.ts';
import type { KubeTransport } from '../transport/kube-transport.ts';
import type { WatchEnd } from '../transport/watch-stream.ts';
import type { ListRequest } from './list-all.ts';
import type { Changes, ObjectStore } from './object-store.ts';
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

interface WatchOnceOptions<T> extends ListRequest {
  readonly transport: Pick<KubeTransport, 'readWatch'>;
  readonly store: ObjectStore<T>;
  readonly resourceVersion: string;
  readonly timeoutSeconds: number;
  readonly onOpen: () => void;
  readonly onContact: () => void;
  readonly onChanges: (changes: Changes<T>) => void;
}

/** Follows a collection from a position until the watch ends, however it ends. */
export async function watchOnce<T>(options: WatchOnceOptions<T>): Promise<WatchRun> {
  const { transport, store, onOpen, onContact, onChanges, path, signal } = options;
  let { resourceVersion } = options;
  let opened = false;
  let ending: WatchOutcome | null = null;

  function onLine(line: string): 'continue' | 'stop' {
    onContact();
    try {
      return apply(readWatchEvent(line));
    } catch (error) {
      // A bug of ours, in a callback of a socket: without this it would end the process and every other cluster.
      ending = { kind: 'unreadable', message: `An event could not be processed: ${String(error)}` };
      return 'stop';
    }
  }

  function apply(event: WatchEvent): 'continue' | 'stop' {
    switch (event.kind) {
      case 'put':
      case 'delete':
        onChanges(event.kind === 'put' ? store.put(event.object) : store.remove(event.object));
        resourceVersion = event.resourceVersion ?? resourceVersion;
        return 'continue';
      case 'bookmark':
        resourceVersion = event.resourceVersion;
        return 'continue';
      case 'error':
        ending = { kind: 'refused', failure: kubeFailure('server', event.message) };
        return 'stop';
      default:
        ending = event;
        return 'stop';
    }
  }

  const query = {
    ...options.query,
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion,
    timeoutSeconds: String(options.timeoutSeconds),
  };
  const handlers = {
    onOpen: () => {
      opened = true;
      onOpen();
    },
    onLine,
  };
  const end = await transport.readWatch({ path, query, signal }, handlers);
  return { outcome: ending ?? outcomeOf(end, opened), resourceVersion };
}

function outcomeOf(end: WatchEnd, opened: boolean): WatchOutcome {
  if (end.ok || (opened && end.reason !== 'unreadable')) return { kind: 'ended' };
  if (end.reason === 'unreadable') return { kind: 'unreadable', message: end.message };
  return end.reason === 'expired' ? { kind: 'expired' } : { kind: 'refused', failure: end };
}
