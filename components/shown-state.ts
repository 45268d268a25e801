import type { PodState, PolicyNode, PolicyPod } from '../lib/report/policy-report.ts';
import type { Verdict } from '../lib/report/verdict-report.ts';

/** What a pod is shown as: `unanswered` and `silent` are ready by every object, and only by them. */
export type ShownPodState = PodState | 'unanswered' | 'silent';

/** What a node is shown as: `silent` is rightly out, but nothing that anybody designed. */
export type ShownVerdict = Verdict | 'silent';

export function shownPodState({ state, answers }: Pick<PolicyPod, 'state' | 'answers'>): ShownPodState {
  if (answers === 'yes' || state === 'not-ready' || state === 'terminating') return state;
  return answers === 'no' ? 'unanswered' : 'silent';
}

export function shownVerdict(verdict: Verdict, node: Pick<PolicyNode, 'silent'> | undefined): ShownVerdict {
  return verdict === 'expected-out' && node?.silent ? 'silent' : verdict;
}
