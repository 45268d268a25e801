export interface Conditions {
  /** Looks at every condition that is waited for again. */
  notify(): void;
  /** Resolves as soon as the condition holds. */
  until(condition: () => boolean): Promise<void>;
}

/** Waiting for something to become true, woken by events instead of by time. */
export function createConditions(): Conditions {
  const waiting = new Set<{ readonly condition: () => boolean; readonly resolve: () => void }>();
  return {
    notify() {
      for (const each of [...waiting]) {
        if (!each.condition()) continue;
        waiting.delete(each);
        each.resolve();
      }
    },
    until(condition) {
      if (condition()) return Promise.resolve();
      return new Promise((resolve) => waiting.add({ condition, resolve }));
    },
  };
}
