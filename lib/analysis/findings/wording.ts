/** `33.3 %`, `25 %`, `100 %`; never rounds something to nothing or to everything. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0 || value === 100) return `${value} %`;
  if (value < 0.1) return '< 0.1 %';
  if (value > 99.9) return '> 99.9 %';
  return `${Number(value.toFixed(1))} %`;
}

/** `1 node`, `3 nodes`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}

/** `a, b and 3 more`. */
export function names(all: readonly string[], shown = 3): string {
  if (all.length <= shown) return all.join(', ');
  return `${all.slice(0, shown).join(', ')} and ${all.length - shown} more`;
}

/** `10–15 s`. An open end: `10 s or longer`. */
export function secondsRange([from, to]: readonly [number, number | null]): string {
  return to === null ? `${from} s or longer` : `${from}–${to} s`;
}
