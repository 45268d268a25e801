import type { KubernetesItems, KubernetesKind, KubernetesListener } from '../kubernetes-listener.ts';
import type { Changes, Contents } from '../reflect/object-store.ts';

export interface PublishedScope<T> {
  synced(contents: Contents<T>): void;
  changed(changes: Changes<T>): void;
  /** The first list failed; what other scopes hold need not wait for it. */
  failed(): void;
  close(): void;
}

interface Scope<T> {
  contents: Contents<T> | null;
  settled: boolean;
}

/**
 * Tells the objects of one kind that are read in several collections as one. Nothing is told before every collection
 * was tried: a kind told in part would look as if the rest did not exist.
 */
export class KindPublisher<K extends KubernetesKind> {
  readonly #kind: K;
  readonly #listener: KubernetesListener;
  readonly #scopes = new Set<Scope<KubernetesItems[K]>>();
  #isReady = false;
  #isPublished = false;

  constructor(kind: K, listener: KubernetesListener) {
    this.#kind = kind;
    this.#listener = listener;
  }

  /** Scopes may overlap: an object is gone when no scope holds it. */
  addScope(): PublishedScope<KubernetesItems[K]> {
    const scope: Scope<KubernetesItems[K]> = { contents: null, settled: false };
    this.#scopes.add(scope);
    return {
      synced: (contents) => this.#synced(scope, contents),
      changed: (changes) => this.#tell(changes),
      failed: () => {
        scope.settled = true;
        this.#publishOnce();
      },
      close: () => this.#close(scope),
    };
  }

  /** All scopes of the beginning are added; none at all means that there is nothing of this kind. */
  ready(): void {
    this.#isReady = true;
    this.#publishOnce();
  }

  /** Every scope has been read once or has failed. */
  isSettled(): boolean {
    return this.#isReady && [...this.#scopes].every((scope) => scope.settled);
  }

  #synced(scope: Scope<KubernetesItems[K]>, contents: Contents<KubernetesItems[K]>): void {
    scope.contents = contents;
    scope.settled = true;
    if (this.#isPublished) this.#tell(contents.items());
    else this.#publishOnce();
  }

  #close(scope: Scope<KubernetesItems[K]>): void {
    this.#scopes.delete(scope);
    this.#publishOnce();
    const held = scope.contents?.items().keys() ?? [];
    this.#tell(new Map([...held].map((key) => [key, null])));
  }

  #tell(changes: Changes<KubernetesItems[K]>): void {
    if (!this.#isPublished) return;
    for (const [key, value] of changes) {
      const isElsewhere = value === null && [...this.#scopes].some((scope) => scope.contents?.has(key));
      if (!isElsewhere) this.#listener.changed(this.#kind, key, value);
    }
  }

  #publishOnce(): void {
    if (this.#isPublished || !this.isSettled()) return;
    const loaded = [...this.#scopes].flatMap((scope) => scope.contents ?? []);
    if (this.#scopes.size > 0 && loaded.length === 0) return;
    this.#isPublished = true;
    const items = new Map<string, KubernetesItems[K]>();
    for (const contents of loaded) for (const [key, value] of contents.items()) items.set(key, value);
    this.#listener.replaced(this.#kind, items);
  }
}
