/** Milliseconds of each of `runs` calls, after one that is not counted. Garbage is collected before each call. */
export function timings(runs: number, work: () => void): readonly number[] {
  work();
  return Array.from({ length: runs }, () => {
    globalThis.gc?.();
    return timeOf(work);
  });
}

/** Milliseconds of one call. */
export function timeOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The value below which `part` (0 to 1) of the values lie; NaN for no values. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
