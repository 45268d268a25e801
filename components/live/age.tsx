'use client';

import { formatDuration, formatInstant } from '../format.ts';
import { useNow } from './clock.ts';

interface AgeProps {
  /** RFC 3339. */
  readonly instant: string;
  readonly renderedAt: string;
  readonly suffix?: string;
}

/** How old something is, computed anew every second; the absolute time is one hover away. */
export function Age({ instant, renderedAt, suffix = ' ago' }: AgeProps) {
  const seconds = (useNow(renderedAt) - Date.parse(instant)) / 1000;
  return (
    <time dateTime={instant} title={formatInstant(instant)} className="whitespace-nowrap">
      {Number.isNaN(seconds) ? instant : `${formatDuration(seconds)}${suffix}`}
    </time>
  );
}
