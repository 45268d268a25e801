import type { Known } from '../lib/report/known.ts';
import type { PodState, PolicyNode, PolicyPod } from '../lib/report/policy-report.ts';
import type { ServiceReport } from '../lib/report/service-report.ts';
import type { Verdict } from '../lib/report/verdict-report.ts';

/** What a pod is shown as: `unanswered` and `silent` are ready by every object, and only by them. */
export type ShownPodState = PodState | 'unanswered' | 'silent';

/**
 * What a node is shown as: `silent` is expected to be out, but nothing that anybody designed; `unseen` should be in rotation by
 * everything that was read, and nobody has seen it there.
 */
export type ShownVerdict = Verdict | 'silent' | 'unseen';

/** What a Service or cluster is shown as: `computed` is healthy by everything that was read, without any probe seen. */
export type ShownStatus = ServiceReport['status'] | 'computed';

export function shownPodState({ state, answers }: Pick<PolicyPod, 'state' | 'answers'>): ShownPodState {
  if (answers === 'yes' || state === 'not-ready' || state === 'terminating') return state;
  return answers === 'no' ? 'unanswered' : 'silent';
}

/** `known`: how the verdict is known, so that nothing is green that was not seen. */
export function shownVerdict(
  verdict: Verdict,
  node: Pick<PolicyNode, 'silent'> | undefined,
  known: Known,
): ShownVerdict {
  if (verdict === 'in-rotation') return known === 'measured' ? verdict : 'unseen';
  return verdict === 'expected-out' && node?.silent ? 'silent' : verdict;
}

export function shownStatus({ status, known }: Pick<ServiceReport, 'status' | 'known'>): ShownStatus {
  return status === 'healthy' && known === 'computed' ? 'computed' : status;
}
