import type { ObservedProbe } from '../../snapshot/probes-part.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { answersProbe, isFresh, nodeAnswerState } from './observation.ts';
import type { PortModel } from './port-model.ts';

/** What a node has answered without a change, from the first time to the last. */
export interface AnswerRun {
  readonly node: string;
  readonly state: 'up' | 'down';
  readonly first: ObservedProbe;
  readonly last: ObservedProbe;
}

/**
 * Nodes of the pool that were asked what the probe of the port asks, and have said the same at least twice; the newest
 * answer is young enough to be used. docs/model.md "Observed answers".
 */
export function nodeAnswerRuns({ probe, pool }: PortModel, model: ClusterModel): readonly AnswerRun[] {
  if (probe === null) return [];
  const runs: AnswerRun[] = [];
  for (const [node, seen] of model.observedByPort.get(probe.port) ?? []) {
    if (!pool.names.has(node)) continue;
    const run = lastRun(seen.filter((answer) => answersProbe(answer, probe)));
    if (run !== null && isFresh(model, run.last.at)) runs.push({ node, ...run });
  }
  return runs;
}

function lastRun(answers: readonly ObservedProbe[]): Omit<AnswerRun, 'node'> | null {
  const last = answers.at(-1);
  if (last === undefined) return null;
  const state = nodeAnswerState(last);
  if (state !== 'up' && state !== 'down') return null;
  let first = last;
  for (let index = answers.length - 2; index >= 0; index--) {
    const before = answers[index];
    if (before === undefined || nodeAnswerState(before) !== state) break;
    first = before;
  }
  return first === last ? null : { state, first, last };
}
