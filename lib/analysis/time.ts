/** Seconds from `earlier` to `later` (RFC 3339); NaN when one is no time. */
export function secondsBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 1000;
}

/** `45 s`, `12 min`, `3 h`, `2 d`. */
export function describeSeconds(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

/** Seconds since `at`; null when `at` is null or no time. */
export function ageSeconds(at: string | null, now: string): number | null {
  if (at === null) return null;
  const age = secondsBetween(at, now);
  return Number.isFinite(age) ? age : null;
}

/** Absolute time in a sentence: `2026-11-06 03:12:07Z`, always UTC. Anything unreadable stays as it is; null: not known. */
export function instantText(instant: string | null): string {
  if (instant === null) return 'an unknown time';
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return instant;
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
