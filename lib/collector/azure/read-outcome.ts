import type { Denied, SourceState } from '../../snapshot/source-status.ts';
import type { AzureProblem, AzureResult } from '../../sources/azure/azure-result.ts';

/** How a read went, apart from what it brought. */
export interface ReadOutcome {
  readonly state: Exclude<SourceState, 'absent'>;
  readonly error: string | null;
  readonly denied: Denied | null;
  /** RFC 3339; null: it brought nothing. */
  readonly observedAt: string | null;
  /** How long to leave it alone; null: the usual time. */
  readonly retryAfterMs: number | null;
}

/** A missing permission does not come back within seconds. */
const DENIED_RETRY_MS = 300_000;

export function readOutcome(result: AzureResult<unknown>): ReadOutcome {
  switch (result.state) {
    case 'ok':
      return { state: 'live', error: null, denied: null, observedAt: result.observedAt, retryAfterMs: null };
    case 'partial':
      return {
        state: 'partial',
        error: nameProblems(result.problems),
        denied: deniedOf(result.problems),
        observedAt: result.observedAt,
        retryAfterMs: null,
      };
    case 'denied': {
      const denied = { verb: result.action, resource: result.scope };
      return { state: 'denied', error: result.message, denied, observedAt: null, retryAfterMs: DENIED_RETRY_MS };
    }
    case 'throttled':
      return failure(result.message, result.retryAfterSeconds);
    case 'failed':
      return failure(result.message, result.retryAfterSeconds);
  }
}

function failure(message: string, retryAfterSeconds: number | null): ReadOutcome {
  const retryAfterMs = retryAfterSeconds === null ? null : retryAfterSeconds * 1000;
  return { state: 'stale', error: message, denied: null, observedAt: null, retryAfterMs };
}

const NAMED_MAX = 3;

function nameProblems(problems: readonly AzureProblem[]): string {
  const more = problems.length > NAMED_MAX ? ` And ${problems.length - NAMED_MAX} more.` : '';
  return `${problems
    .slice(0, NAMED_MAX)
    .map(({ message }) => message)
    .join(' ')}${more}`;
}

function deniedOf(problems: readonly AzureProblem[]): Denied | null {
  const denied = problems.find((problem) => problem.denied !== null)?.denied ?? null;
  return denied === null ? null : { verb: denied.action, resource: denied.scope };
}
