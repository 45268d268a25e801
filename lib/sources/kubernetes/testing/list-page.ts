import type { WireObject } from './fake-collection.ts';

interface Snapshot {
  readonly revision: number;
  readonly items: readonly WireObject[];
}

export type Page = { readonly ok: true; readonly body: object } | { readonly ok: false };

/** Serves lists in pages from the snapshot that the first page was taken of. */
export function createListPages() {
  const snapshots = new Map<string, Snapshot>();
  let tokens = 0;

  return {
    first(items: readonly WireObject[], revision: number, limit: number): Page {
      return page({ items, revision }, 0, limit);
    },
    /** Not ok: the token is unknown or has expired. */
    next(token: string, limit: number): Page {
      const [id = '', offset = ''] = token.split(':');
      const snapshot = snapshots.get(id);
      return snapshot === undefined ? { ok: false } : page(snapshot, Number(offset), limit);
    },
    /** All tokens given out so far expire. */
    expire: () => snapshots.clear(),
  };

  function page(snapshot: Snapshot, offset: number, limit: number): Page {
    const end = limit === 0 ? snapshot.items.length : offset + limit;
    const metadata: Record<string, unknown> = { resourceVersion: String(snapshot.revision) };
    if (end < snapshot.items.length) {
      tokens += 1;
      snapshots.set(String(tokens), snapshot);
      metadata.continue = `${tokens}:${end}`;
    }
    return { ok: true, body: { kind: 'List', apiVersion: 'v1', metadata, items: snapshot.items.slice(offset, end) } };
  }
}
