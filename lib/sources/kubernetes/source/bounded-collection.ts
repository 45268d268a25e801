import type { Collection } from './collection-reader.ts';

/** A collection with the boundary of what is of interest in it. */
export interface BoundedCollection {
  /** The boundary became wider: what is outside was never kept. */
  relist(): void;
  /** The boundary became narrower. */
  prune(): void;
  stop(): void;
}

export function boundCollection<T>(collection: Collection<T>, isInside: (value: T) => boolean): BoundedCollection {
  return {
    relist: collection.relist,
    prune: () => collection.prune((_key, value) => isInside(value)),
    stop: collection.stop,
  };
}
