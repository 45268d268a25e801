/** The earliest of some RFC 3339 times; null: there is none. */
export function oldestOf(times: Iterable<string | null>): string | null {
  return extreme(times, (candidate, best) => candidate < best);
}

/** The latest of some RFC 3339 times; null: there is none. */
export function newestOf(times: Iterable<string | null>): string | null {
  return extreme(times, (candidate, best) => candidate > best);
}

function extreme(
  times: Iterable<string | null>,
  isBetter: (candidate: number, best: number) => boolean,
): string | null {
  let best: { readonly time: string; readonly at: number } | null = null;
  for (const time of times) {
    if (time === null) continue;
    const at = Date.parse(time);
    if (best === null || isBetter(at, best.at)) best = { time, at };
  }
  return best?.time ?? null;
}

/** The same moment written in UTC. */
export function inUtc(time: string): string {
  return time.endsWith('Z') ? time : new Date(time).toISOString();
}
