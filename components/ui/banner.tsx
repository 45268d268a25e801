import type { StateWords } from '../status-vocabulary.ts';
import { StateIcon } from './state-icon.tsx';
import { toneClasses } from './tone-classes.ts';

interface BannerProps {
  readonly state: StateWords;
  readonly children: React.ReactNode;
  readonly actions?: React.ReactNode;
}

/** One line across the page about the page itself: its age, its link, its missing sources. */
export function Banner({ state, children, actions }: BannerProps) {
  const classes = toneClasses[state.tone];
  return (
    <div
      role="status"
      className={`flex flex-wrap items-center gap-2 rounded-md border-l-4 px-3 py-2 ${classes.border} ${classes.wash}`}
    >
      <StateIcon state={state} size={16} />
      <div className="min-w-0 flex-1">{children}</div>
      {actions}
    </div>
  );
}
