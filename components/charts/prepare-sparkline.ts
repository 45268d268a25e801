import type { MetricSeriesReport } from '../../lib/report/metrics-report.ts';

/** Where a run of minutes with data is drawn, as points of an SVG polyline. A single minute is drawn as a dash. */
export interface SparklinePart {
  readonly key: number;
  readonly points: string;
}

/** Percent over time in a box of this size; minutes without data leave a gap, and never touch zero. */
export function sparklineParts(
  { values }: MetricSeriesReport,
  { width, height }: { readonly width: number; readonly height: number },
): readonly SparklinePart[] {
  const step = width / Math.max(1, values.length - 1);
  const parts: { key: number; points: string[] }[] = [];
  let open: { key: number; points: string[] } | null = null;
  values.forEach((value, minute) => {
    if (value === null) {
      open = null;
      return;
    }
    if (open === null) {
      open = { key: minute, points: [] };
      parts.push(open);
    }
    open.points.push(pointAt(minute * step, value, height));
  });
  return parts.map(({ key, points }) => {
    const alone = points.length === 1 ? pointAt(key * step + step / 2, values[key] ?? 0, height) : null;
    return { key, points: [...points, ...(alone === null ? [] : [alone])].join(' ') };
  });
}

function pointAt(x: number, percent: number, height: number): string {
  const share = Math.min(100, Math.max(0, percent)) / 100;
  return `${Number(x.toFixed(1))},${Number((1 + (1 - share) * (height - 2)).toFixed(1))}`;
}

/** The newest minute that has data, and the lowest value; null: no minute has any. */
export function sparklineText({ startsAt, values }: MetricSeriesReport): {
  readonly newest: number;
  readonly at: string;
  readonly lowest: number;
} | null {
  const index = values.findLastIndex((value) => value !== null);
  const newest = values[index] ?? null;
  if (newest === null) return null;
  const known = values.filter((value) => value !== null);
  const at = new Date(Date.parse(startsAt) + index * 60_000).toISOString();
  return { newest, at, lowest: Math.min(...known) };
}
