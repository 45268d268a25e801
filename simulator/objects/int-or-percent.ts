import type { IntOrString } from './object-meta.ts';

/** `3` or `25%` of a total; a surge is rounded up, what may be missing is rounded down. */
export function intOrPercent(value: IntOrString | undefined, total: number, round: 'up' | 'down'): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(value ?? '');
  if (percent === null) return Number.parseInt(value ?? '0', 10) || 0;
  const exact = (Number(percent[1]) * total) / 100;
  return round === 'up' ? Math.ceil(exact) : Math.floor(exact);
}
