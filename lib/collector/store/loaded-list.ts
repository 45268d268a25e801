import type { Loaded } from '../../snapshot/snapshot.ts';
import { createKeyedList, type KeyedList } from './keyed-list.ts';

/** A keyed list that may not be loaded yet, or not any more. */
export interface LoadedList<T> {
  load(entries: Iterable<readonly [string, T]>): KeyedList<T>;
  /** Null: not loaded. */
  list(): KeyedList<T> | null;
  unload(): void;
  snapshot(): Loaded<T>;
}

export function createLoadedList<T>(): LoadedList<T> {
  let list: KeyedList<T> | null = null;
  return {
    load(entries) {
      list = createKeyedList(entries);
      return list;
    },
    list: () => list,
    unload() {
      list = null;
    },
    snapshot: () => list?.snapshot() ?? null,
  };
}
