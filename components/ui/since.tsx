import { ageSeconds } from '../../lib/analysis/time.ts';
import { formatDuration, formatInstant } from '../format.ts';

interface SinceProps {
  /** RFC 3339; null: nothing dates it, and nothing is shown. */
  readonly since: string | null;
  /** When the data was read: how long is told as of then. Left out: not told. */
  readonly takenAt?: string | undefined;
}

/** Since when something is true, and for how long by the data shown. */
export function Since({ since, takenAt }: SinceProps) {
  if (since === null) return null;
  const age = takenAt === undefined ? null : ageSeconds(since, takenAt);
  return (
    <time dateTime={since} title={since} className="text-xs text-soft tabular-nums">
      since {formatInstant(since)}
      {age !== null && ` (${formatDuration(age)})`}
    </time>
  );
}
