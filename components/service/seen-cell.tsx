import type { ObservedAnswer, ObservedSource, ObservedState } from '../../lib/report/observed-report.ts';
import { SourceAge } from '../sources/source-age.tsx';

const sourceWords: Readonly<Record<ObservedSource, string>> = {
  'azure-health': 'Azure',
  'azure-metric': 'metric',
  'node-probe': 'node',
};

const stateWords: Readonly<Record<ObservedState, string>> = {
  up: 'up',
  down: 'down',
  'not-probed': 'not probed yet',
  'no-value': 'no value',
  unknown: 'unknown',
};

interface SeenCellProps {
  readonly answers: readonly ObservedAnswer[];
  readonly renderedAt: string;
  /** When the recording was made, RFC 3339. Null: the data is of now. */
  readonly recordedAt: string | null;
}

/** What each source says of a node, one line each, with its age; the reason is one hover away. */
export function SeenCell({ answers, renderedAt, recordedAt }: SeenCellProps) {
  if (answers.length === 0) return <span className="text-soft">not asked</span>;
  const states = answers.map(({ state }) => state);
  const isContradicted = states.includes('up') && states.includes('down');
  return (
    <span className="grid">
      {answers.map(({ source, state, reason, words, observedAt }) => (
        <span key={source} className="whitespace-nowrap" title={reason === '' ? words : `${words} (${reason})`}>
          <span className="text-soft">{sourceWords[source]} </span>
          <span className={isContradicted ? 'font-medium text-degraded-ink' : ''}>{stateWords[state]}</span>
          <span className="text-xs text-soft">
            {' '}
            <SourceAge instant={observedAt} renderedAt={renderedAt} recordedAt={recordedAt} suffix=" ago" />
          </span>
        </span>
      ))}
    </span>
  );
}
