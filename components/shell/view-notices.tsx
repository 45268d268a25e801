import { formatInstant } from '../format.ts';
import { sourceStateWords, statusWords } from '../status-vocabulary.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import type { ViewStateProblem } from '../url-state.ts';

interface ViewNoticesProps {
  readonly problems: readonly ViewStateProblem[];
  /** Time of the data that the link was made with. Null: the address is no shared link. */
  readonly madeAt: string | null;
  readonly takenAt: string;
  readonly unreadable: boolean;
  readonly onForgetTime: () => void;
}

/** What the reader must know about the page itself before believing it. */
export function ViewNotices({ problems, madeAt, takenAt, unreadable, onForgetTime }: ViewNoticesProps) {
  const isOlder = madeAt !== null && Date.parse(madeAt) < Date.parse(takenAt);
  return (
    <>
      {isOlder && (
        <Banner
          state={sourceStateWords.stale}
          actions={
            <Button onClick={onForgetTime} data-print="hide">
              Understood
            </Button>
          }
        >
          This link was made at {formatInstant(madeAt)}. The page shows the data of {formatInstant(takenAt)}.
        </Banner>
      )}
      {problems.length > 0 && (
        <Banner state={statusWords.unknown}>
          Part of this address was not understood and is left out:{' '}
          {problems.map((problem) => (
            <span key={problem.parameter}>
              <code className="font-mono text-xs">
                {problem.parameter}={problem.value}
              </code>{' '}
              ({problem.message}).{' '}
            </span>
          ))}
        </Banner>
      )}
      {unreadable && (
        <Banner
          state={statusWords.degraded}
          actions={<Button onClick={() => window.location.reload()}>Reload the page</Button>}
        >
          The server sends messages that this page cannot read; it was probably updated. What is shown may be old.
        </Banner>
      )}
    </>
  );
}
