import type { StreamTiming } from '../events/stream-timing.ts';

export interface ManualTiming extends StreamTiming {
  /** Lets time pass, and everything that is due then happen. */
  pass(ms: number): void;
  readonly waiting: number;
}

interface Due {
  at: number;
  readonly everyMs: number | null;
  readonly call: () => void;
}

export function manualTiming(): ManualTiming {
  const due = new Set<Due>();
  let now = 0;
  const add = (entry: Due) => {
    due.add(entry);
    return () => void due.delete(entry);
  };
  return {
    now: () => now,
    after: (ms, call) => add({ at: now + ms, everyMs: null, call }),
    every: (ms, call) => add({ at: now + ms, everyMs: ms, call }),
    get waiting() {
      return due.size;
    },
    pass(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...due].filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        now = next.at;
        if (next.everyMs === null) due.delete(next);
        else next.at += next.everyMs;
        next.call();
      }
      now = end;
    },
  };
}
