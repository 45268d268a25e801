/** A list whose items are found by key, handed out as arrays that never change afterwards. */
export interface KeyedList<T> {
  get(key: string): T | undefined;
  keys(): IterableIterator<string>;
  set(key: string, item: T): void;
  /** False: there was none. */
  delete(key: string): boolean;
  /** The items as they are now, in no particular order; the same array until something changes. */
  snapshot(): readonly T[];
}

/** Copies the array once per hand-out that is followed by a change, whatever the number of changes. */
export function createKeyedList<T>(entries: Iterable<readonly [string, T]> = []): KeyedList<T> {
  const index = new Map<string, number>();
  const keys: string[] = [];
  let items: T[] = [];
  let isShared = false;

  function writable(): T[] {
    if (isShared) items = items.slice();
    isShared = false;
    return items;
  }

  function set(key: string, item: T): void {
    const list = writable();
    const at = index.get(key) ?? list.length;
    index.set(key, at);
    keys[at] = key;
    list[at] = item;
  }

  for (const [key, item] of entries) set(key, item);
  return {
    get(key) {
      const at = index.get(key);
      return at === undefined ? undefined : items[at];
    },
    keys: () => index.keys(),
    set,
    delete(key) {
      const at = index.get(key);
      if (at === undefined) return false;
      const list = writable();
      const lastItem = list.pop();
      const lastKey = keys.pop();
      index.delete(key);
      if (at < list.length && lastItem !== undefined && lastKey !== undefined) {
        list[at] = lastItem;
        keys[at] = lastKey;
        index.set(lastKey, at);
      }
      return true;
    },
    snapshot() {
      isShared = true;
      return items;
    },
  };
}
