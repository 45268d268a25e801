import { formatDuration, formatInstant } from '../format.ts';
import { Age } from '../live/age.tsx';

interface SourceAgeProps {
  /** RFC 3339. */
  readonly instant: string;
  readonly renderedAt: string;
  /** When the recording was made, RFC 3339. Null: the data is of now. */
  readonly recordedAt: string | null;
  /** After an age that is counted to now. */
  readonly suffix?: string;
}

/** How old an answer is; of a recording, how old it was when that was made. */
export function SourceAge({ instant, renderedAt, recordedAt, suffix = ' old' }: SourceAgeProps) {
  if (recordedAt === null) return <Age instant={instant} renderedAt={renderedAt} suffix={suffix} />;
  return (
    <time dateTime={instant} title={formatInstant(instant)} className="whitespace-nowrap">
      {ageWhenRecorded(instant, recordedAt, suffix)}
    </time>
  );
}

/** Beside an answer (`ago`) the moment of the recording goes without saying. */
function ageWhenRecorded(instant: string, recordedAt: string, suffix: string): string {
  const seconds = (Date.parse(recordedAt) - Date.parse(instant)) / 1000;
  if (Number.isNaN(seconds)) return formatInstant(instant);
  if (seconds < 1) return suffix === ' ago' ? '' : 'at that moment';
  return `${formatDuration(seconds)}${suffix === ' ago' ? ' before' : ' old then'}`;
}
