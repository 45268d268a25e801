import type { ObservedAnswer, ObservedState } from '../../report/observed-report.ts';
import { reasonWords } from '../../report/probe-reasons.ts';
import type { BackendHealth } from '../../snapshot/probes-part.ts';
import { metricsOf, newestPoint } from '../azure/metric-index.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { frontendAddress } from '../cluster/frontend-address.ts';
import { answersProbe, isFresh, nodeAnswerState, nodeNameOf } from './observation.ts';
import type { PortModel } from './port-model.ts';

export type WordlessAnswer = Omit<ObservedAnswer, 'words'>;

export type AnswersByNode = ReadonlyMap<string, WordlessAnswer>;

/**
 * What each source says of the nodes for the rule of a port, one map for each source that says anything, in their
 * order. Unlike the answers that decide verdicts, those that are too old are told too, as `unknown`, with their age.
 * docs/model.md "Observed answers".
 */
export function observedAnswers(port: PortModel, model: ClusterModel): readonly AnswersByNode[] {
  if (port.owned === null) return [];
  return [azureHealth(port, model), azureMetric(port, model), nodeProbes(port, model)].filter(
    (answers) => answers.size > 0,
  );
}

export function withWords(answer: WordlessAnswer): ObservedAnswer {
  return { ...answer, words: reasonWords(answer.source, answer.reason) };
}

function azureHealth({ owned, pool }: PortModel, model: ClusterModel): AnswersByNode {
  const answers = new Map<string, WordlessAnswer>();
  const health = model.ruleHealth.get(`${owned?.loadBalancer.name}/${owned?.rule.name}`.toLowerCase());
  if (health === undefined) return answers;
  const { observedAt } = health;
  const isUsable = isFresh(model, observedAt);
  // Most machines of a pool share one answer, and then one object.
  const known = new Map<string, WordlessAnswer>();
  for (const backend of health.backends) {
    const node = nodeNameOf(model, pool, backend);
    if (node === null) continue;
    const { reason } = backend;
    const key = `${backend.state} ${reason}`;
    const answer = known.get(key) ?? {
      source: 'azure-health',
      state: isUsable ? stateOf(backend) : 'unknown',
      reason,
      observedAt,
    };
    known.set(key, answer);
    answers.set(node, answer);
  }
  return answers;
}

/** The newest minute of `DipAvailability`: an average over the probes of that minute. */
function azureMetric({ owned, pool }: PortModel, model: ClusterModel): AnswersByNode {
  const answers = new Map<string, WordlessAnswer>();
  if (owned === null) return answers;
  const { rule, loadBalancer } = owned;
  const metrics = metricsOf(model.snapshot, loadBalancer.id);
  const address = frontendAddress(loadBalancer, rule, model);
  if (metrics === null || address === null) return answers;
  for (const series of metrics.at('DipAvailability', address, rule.frontendPort)) {
    const node = series.backendIP === null ? undefined : model.lookup.byIp.get(series.backendIP);
    const point = newestPoint(series);
    if (node === undefined || point === null || !pool.names.has(node)) continue;
    const reason = `${Math.round(point.value)} %`;
    const isTold = isFresh(model, point.at) && (point.value === 100 || point.value === 0);
    const state = isTold ? (point.value === 100 ? 'up' : 'down') : 'unknown';
    answers.set(node, { source: 'azure-metric', state, reason, observedAt: point.at });
  }
  return answers;
}

/** Nodes are asked one after the other; told to ten seconds many share one answer. Rounded to look older, not younger. */
function tenSecondsOf(at: string): string {
  const milliseconds = Date.parse(at);
  return Number.isNaN(milliseconds) ? at : new Date(milliseconds - (milliseconds % 10_000)).toISOString();
}

function stateOf({ state, reason }: BackendHealth): ObservedState {
  if (reason.toLowerCase() === 'na') return 'not-probed';
  switch (state.toLowerCase()) {
    case 'up':
      return 'up';
    case 'down':
      return 'down';
    case '':
      return 'no-value';
    default:
      return 'unknown';
  }
}

function nodeProbes({ probe, pool }: PortModel, model: ClusterModel): AnswersByNode {
  const answers = new Map<string, WordlessAnswer>();
  if (probe === null) return answers;
  for (const [node, seen] of model.observedByPort.get(probe.port) ?? []) {
    if (!pool.names.has(node)) continue;
    const newest = seen.findLast((candidate) => answersProbe(candidate, probe));
    if (newest === undefined) continue;
    const state = isFresh(model, newest.at) ? nodeAnswerState(newest) : 'inconclusive';
    const answer = { source: 'node-probe', reason: newest.result, observedAt: tenSecondsOf(newest.at) } as const;
    answers.set(node, { ...answer, state: state === 'up' || state === 'down' ? state : 'unknown' });
  }
  return answers;
}
