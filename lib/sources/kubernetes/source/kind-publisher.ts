import type { KubernetesItems, KubernetesKind, KubernetesListener } from '../kubernetes-listener.ts';
import type { Changes } from '../reflect/object-store.ts';

/** What a publisher needs to know of one of the collections that a kind is read from. */
export interface ScopeContents<T> {
  has(key: string): boolean;
  items(): ReadonlyMap<string, T>;
}

export interface PublishedScope<T> {
  synced(contents: ScopeContents<T>): void;
  changed(changes: Changes<T>): void;
  /** The first list failed; what other scopes hold need not wait for it. */
  failed(): void;
  close(): void;
}

export interface KindPublisher<T> {
  /** Scopes may overlap: an object is gone when no scope holds it. */
  addScope(): PublishedScope<T>;
  /** All scopes of the beginning are added; none at all means that there is nothing of this kind. */
  ready(): void;
  /** Every scope has been read once or has failed. */
  isSettled(): boolean;
}

interface Scope<T> {
  contents: ScopeContents<T> | null;
  settled: boolean;
}

/**
 * Tells the objects of one kind that are read in several collections as one. Nothing is told before every collection
 * was tried: a kind told in part would look as if the rest did not exist.
 */
export function createKindPublisher<K extends KubernetesKind>(
  kind: K,
  listener: KubernetesListener,
): KindPublisher<KubernetesItems[K]> {
  type T = KubernetesItems[K];
  const scopes = new Set<Scope<T>>();
  let isReady = false;
  let isPublished = false;

  const isSettled = () => isReady && [...scopes].every((scope) => scope.settled);
  const holds = (key: string) => [...scopes].some((scope) => scope.contents?.has(key));

  function publishOnce(): void {
    if (isPublished || !isSettled()) return;
    const loaded = [...scopes].flatMap((scope) => scope.contents ?? []);
    if (scopes.size > 0 && loaded.length === 0) return;
    isPublished = true;
    listener.replaced(kind, new Map(loaded.flatMap((contents) => [...contents.items()])));
  }

  function addScope(): PublishedScope<T> {
    const scope: Scope<T> = { contents: null, settled: false };
    scopes.add(scope);
    return {
      synced(contents) {
        scope.contents = contents;
        scope.settled = true;
        if (!isPublished) publishOnce();
        else for (const [key, value] of contents.items()) listener.changed(kind, key, value);
      },
      changed(changes) {
        if (!isPublished) return;
        for (const [key, value] of changes) {
          if (value !== null || !holds(key)) listener.changed(kind, key, value);
        }
      },
      failed() {
        scope.settled = true;
        publishOnce();
      },
      close() {
        scopes.delete(scope);
        publishOnce();
        if (!isPublished) return;
        for (const key of scope.contents?.items().keys() ?? []) {
          if (!holds(key)) listener.changed(kind, key, null);
        }
      },
    };
  }

  return {
    addScope,
    ready() {
      isReady = true;
      publishOnce();
    },
    isSettled,
  };
}
