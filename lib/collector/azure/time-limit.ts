import type { Clock } from '../../sources/kubernetes/clock.ts';

export type Limited<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'late' }
  /** The caller did not want it any more. */
  | { readonly kind: 'given-up' };

/**
 * Waits for work until time is up or the caller gives up, and tells the work so through its signal. Work that does
 * not listen is left behind.
 */
export async function withTimeLimit<T>(
  clock: Clock,
  milliseconds: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<Limited<T>> {
  const limit = new AbortController();
  const giveUp = () => limit.abort();
  let timeIsUp = false;
  const cancel = clock.after(milliseconds, () => {
    timeIsUp = true;
    giveUp();
  });
  const ended = new Promise<Limited<T>>((resolve) => {
    limit.signal.addEventListener('abort', () => resolve({ kind: timeIsUp ? 'late' : 'given-up' }));
  });
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  try {
    const done = work(limit.signal).then((value): Limited<T> => ({ kind: 'done', value }));
    return await Promise.race([ended, done]);
  } finally {
    cancel();
    signal.removeEventListener('abort', giveUp);
  }
}
