import { recordedWords } from '../sources/recorded-words.ts';
import { SourceAge } from '../sources/source-age.tsx';
import { sourceTitles } from '../sources/source-titles.ts';
import { sourceStateWords } from '../status-vocabulary.ts';
import { StateBadge } from '../ui/state-badge.tsx';
import type { FleetRow, SourceMark } from './fleet-row.ts';

interface SourceMarksProps extends Pick<FleetRow, 'sources' | 'origin' | 'takenAt'> {
  readonly renderedAt: string;
}

/** One line when all is well; otherwise each source that cannot be trusted, with its age. */
export function SourceMarks({ sources, origin, takenAt, renderedAt }: SourceMarksProps) {
  const recordedAt = origin === 'bundle' ? takenAt : null;
  if (sources.length === 0) return <StateBadge state={sourceStateWords.absent}>unknown</StateBadge>;
  const troubled = sources.filter(({ state }) => state !== 'live');
  const oldest = oldestOf(sources.filter(({ state }) => state === 'live'));
  return (
    <span className="flex flex-col items-start">
      {troubled.map(({ name, state, observedAt }) => (
        <span key={name} className="flex flex-wrap items-center gap-x-1">
          <StateBadge state={sourceStateWords[state]}>
            {sourceTitles[name]} {sourceStateWords[state].word}
          </StateBadge>
          {observedAt !== null && <AgeOf instant={observedAt} renderedAt={renderedAt} recordedAt={recordedAt} />}
        </span>
      ))}
      {oldest !== null && (
        <span className="flex flex-wrap items-center gap-x-1">
          <StateBadge state={origin === 'bundle' ? recordedWords : sourceStateWords.live}>
            {liveWords(troubled.length, origin)}
          </StateBadge>
          <AgeOf instant={oldest} renderedAt={renderedAt} recordedAt={recordedAt} />
        </span>
      )}
    </span>
  );
}

function AgeOf(props: React.ComponentProps<typeof SourceAge>) {
  return (
    <span className="text-xs text-soft">
      <SourceAge {...props} />
    </span>
  );
}

/** A recording is not live, however well it was read. */
function liveWords(troubled: number, origin: FleetRow['origin']): string {
  return `${troubled === 0 ? 'all' : 'the rest'} ${origin === 'bundle' ? 'recorded' : 'live'}`;
}

function oldestOf(sources: readonly SourceMark[]): string | null {
  return (
    sources.flatMap(({ observedAt }) => observedAt ?? []).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
  );
}
