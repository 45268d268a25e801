import type { AzureFailure, AzureOk, AzurePartial, AzureProblem, AzureResult } from './azure-result.ts';

/** `ok`, or `partial` when there is a problem to tell. */
export function collected<T>(
  items: readonly T[],
  problems: readonly AzureProblem[],
  observedAt: string,
): AzureOk<T> | AzurePartial<T> {
  return problems.length === 0 ? { state: 'ok', items, observedAt } : { state: 'partial', items, problems, observedAt };
}

/** One read that together with others makes one resource. */
export interface ResultPart<T> {
  readonly object: string;
  readonly id: string | null;
  readonly result: AzureResult<T>;
}

/**
 * Joins the reads that make up one resource. If all failed, the first failure is the answer; if some did, theirs
 * become problems of a partial answer. `parts` must not be empty.
 */
export function combineResults<T>(parts: readonly ResultPart<T>[], observedAt: string): AzureResult<T> {
  const items: T[] = [];
  const problems: AzureProblem[] = [];
  const failures: AzureFailure[] = [];
  for (const { object, id, result } of parts) {
    if (result.state === 'ok' || result.state === 'partial') {
      items.push(...result.items);
      if (result.state === 'partial') problems.push(...result.problems);
    } else {
      failures.push(result);
      problems.push(problemOf(object, id, result));
    }
  }
  const [first] = failures;
  if (first && failures.length === parts.length) return first;
  return collected(items, problems, observedAt);
}

export function problemOf(object: string, id: string | null, failure: AzureFailure): AzureProblem {
  const cause = failure.state === 'failed' ? failure.cause : failure.state;
  const denied = failure.state === 'denied' ? { action: failure.action, scope: failure.scope } : null;
  return { object, id, cause, message: failure.message, denied };
}
