import type { MetricSeriesReport } from '../../lib/report/metrics-report.ts';
import { formatInstant } from '../format.ts';
import { sparklineParts, sparklineText } from './prepare-sparkline.ts';

const box = { width: 96, height: 20 };

interface SparklineProps {
  /** Null: there is no such series. */
  readonly series: MetricSeriesReport | null;
  /** What is drawn, for the text that stands for the picture. */
  readonly of: string;
}

/** Percent over the last minutes, small, with the newest value beside it. */
export function Sparkline({ series, of }: SparklineProps) {
  const text = series === null ? null : sparklineText(series);
  if (series === null || text === null) return <span className="text-soft">no data</span>;
  const { newest, at, lowest } = text;
  const label = `${of}: ${newest} % at ${formatInstant(at)}, lowest ${lowest} % in ${series.values.length} minutes`;
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap" title={label}>
      <svg role="img" aria-label={label} width={box.width} height={box.height} className="text-idle">
        <line x1={0} x2={box.width} y1={box.height - 1} y2={box.height - 1} stroke="currentColor" strokeOpacity={0.3} />
        {sparklineParts(series, box).map(({ key, points }) => (
          <polyline key={key} points={points} fill="none" stroke="currentColor" strokeWidth={1.5} />
        ))}
      </svg>
      <span className="tabular-nums">{newest} %</span>
    </span>
  );
}
