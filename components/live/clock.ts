import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let now = 0;

/**
 * The time for ages, ticking once a second, in milliseconds. Until the page is alive it is the server's, so that
 * both render the same text.
 */
export function useNow(renderedAt: string): number {
  return useSyncExternalStore(
    subscribe,
    () => (now === 0 ? Date.parse(renderedAt) : now),
    () => Date.parse(renderedAt),
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) {
    now = Date.now();
    timer = setInterval(tick, 1000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
      now = 0;
    }
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}
