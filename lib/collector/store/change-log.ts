import type { ResourceKind, SnapshotChange } from '../../snapshot/snapshot-delta.ts';

export interface ChangeLog {
  add(kind: ResourceKind, key: string): void;
  /** What was added since the last call, without repeats. */
  take(): readonly SnapshotChange[];
}

/** Above so many objects of a kind it is shorter to say: anything of that kind. */
const NAMED_MAX = 1000;

export function createChangeLog(): ChangeLog {
  let log = new Map<ResourceKind, Set<string>>();
  return {
    add(kind, key) {
      const keys = log.get(kind) ?? new Set();
      if (keys.has('*')) return;
      if (key === '*' || keys.size === NAMED_MAX) log.set(kind, new Set('*'));
      else log.set(kind, keys.add(key));
    },
    take() {
      const changes = [...log].flatMap(([kind, keys]) => [...keys].map((key) => ({ kind, key })));
      log = new Map();
      return changes;
    },
  };
}
