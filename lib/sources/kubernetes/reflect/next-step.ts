import { type ReflectorState, stateAfterFailure } from './reflector-state.ts';
import type { WatchOutcome } from './watch-once.ts';

/** What to do after a watch is over. */
export interface NextStep {
  /** `reselect`: list again with the next, more general selection. */
  readonly go: 'resume' | 'relist' | 'reselect';
  /** `poll`: until the next list where watching is not permitted. */
  readonly wait: 'none' | 'back-off' | 'poll';
  /** What the server asked for; null: nothing. */
  readonly retryAfterMs: number | null;
  /** Null: nothing new about the state. */
  readonly state: ReflectorState | null;
}

interface Circumstances {
  /** The watch brought something or held for a while: trying again at once cannot become a busy loop. */
  readonly progressed: boolean;
  /** The same of any watch since the last list. */
  readonly progressedSinceList: boolean;
  /** Watches in a row, this one included, that were refused or unreadable. */
  readonly failures: number;
  readonly canReselect: boolean;
}

/** After so many failures a list may help where resuming does not: it asks for no position. */
const FAILURES_UNTIL_RELIST = 5;
/** A line that is garbage twice at the same position stays garbage. */
const UNREADABLE_UNTIL_RELIST = 2;

export function nextStep(
  outcome: WatchOutcome,
  { progressed, progressedSinceList, failures, canReselect }: Circumstances,
): NextStep {
  switch (outcome.kind) {
    case 'ended':
      return { go: 'resume', wait: progressed ? 'none' : 'back-off', retryAfterMs: null, state: null };
    case 'expired':
      return { go: 'relist', wait: progressedSinceList ? 'none' : 'back-off', retryAfterMs: null, state: null };
    case 'unreadable': {
      const go = failures >= UNREADABLE_UNTIL_RELIST ? 'relist' : 'resume';
      return { go, wait: 'back-off', retryAfterMs: null, state: { kind: 'stale', message: outcome.message } };
    }
    case 'refused': {
      const { failure } = outcome;
      if (failure.reason === 'forbidden') {
        return {
          go: 'relist',
          wait: 'poll',
          retryAfterMs: null,
          state: { kind: 'live', watchDenied: failure.message },
        };
      }
      if (failure.reason === 'rejected' && canReselect) {
        return { go: 'reselect', wait: 'none', retryAfterMs: null, state: null };
      }
      const go = failures >= FAILURES_UNTIL_RELIST ? 'relist' : 'resume';
      const state = stateAfterFailure(failure, 'watch');
      return { go, wait: 'back-off', retryAfterMs: failure.retryAfterMs, state };
    }
  }
}
