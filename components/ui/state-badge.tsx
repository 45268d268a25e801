import type { StateWords } from '../status-vocabulary.ts';
import { StateIcon } from './state-icon.tsx';
import { toneClasses } from './tone-classes.ts';

interface StateBadgeProps {
  readonly state: StateWords;
  /** Instead of the word of the vocabulary, such as a word with a number. */
  readonly children?: React.ReactNode;
  readonly washed?: boolean;
}

export function StateBadge({ state, children, washed = false }: StateBadgeProps) {
  const classes = toneClasses[state.tone];
  return (
    <span
      title={state.sentence}
      className={`inline-flex items-center gap-1 whitespace-nowrap font-medium ${classes.ink} ${
        washed ? `rounded-md px-2 py-0.5 ${classes.wash}` : ''
      }`}
    >
      <StateIcon state={state} />
      {children ?? state.word}
    </span>
  );
}
