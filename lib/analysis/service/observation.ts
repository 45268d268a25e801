import { machineKey } from '../../snapshot/machine-key.ts';
import type { BackendHealth, ObservedProbe } from '../../snapshot/probes-part.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { PoolModel } from '../cluster/pool-model.ts';
import type { ProbeConfig } from '../policy/probe-config.ts';
import { ageSeconds } from '../time.ts';

/**
 * What was seen of one (rule, node). `no-value`: Azure answered without a state (stopped VM, not probed yet) and sends
 * nothing there. `inconclusive`: one try that proves nothing.
 */
export interface Observation {
  readonly state: 'up' | 'down' | 'no-value' | 'inconclusive';
  /** Azure's reason code, or the answer seen on the node. */
  readonly reason: string;
  readonly source: string;
  readonly observedAt: string;
  /** When the first of the answers in a row that say this was given. Null: no other answer was seen. */
  readonly since: string | null;
}

/** How old what Azure's health API says may be beyond its own time; not published. */
export const AZURE_LAG_SECONDS = 60;

export type Observations = ReadonlyMap<string, Observation>;

/** Answers for one rule by node name; Azure's own answer wins over one seen on the node. Too old ones are left out. */
export function observationsOf(
  model: ClusterModel,
  loadBalancer: string,
  rule: string,
  pool: PoolModel,
  probe: ProbeConfig | null,
): Observations {
  const observations = new Map<string, Observation>();
  if (probe !== null) addNodeAnswers(model, pool, probe, observations);
  const health = model.ruleHealth.get(`${loadBalancer}/${rule}`.toLowerCase());
  if (!health || !isFresh(model, health.observedAt)) return observations;
  for (const backend of health.backends) {
    const name = nodeNameOf(model, pool, backend);
    if (name === null) continue;
    observations.set(name, {
      state: azureState(backend),
      reason: backend.reason,
      source: `Azure health of rule ${rule}`,
      observedAt: health.observedAt,
      since: backend.since,
    });
  }
  return observations;
}

function azureState(backend: BackendHealth): Observation['state'] {
  const state = backend.state.toLowerCase();
  if (backend.reason.toLowerCase() === 'na') return 'no-value';
  if (state === 'up') return 'up';
  if (state === 'down') return 'down';
  return 'no-value';
}

/** The node or ghost that an answer of Azure is about; null: none of this pool is known. */
export function nodeNameOf(model: ClusterModel, pool: PoolModel, backend: BackendHealth): string | null {
  const key = machineKey(backend.networkInterfaceIPConfigurationId);
  const byMachine = key === null ? undefined : model.lookup.byMachine.get(key);
  const name = byMachine ?? (backend.ipAddress === null ? undefined : model.lookup.byIp.get(backend.ipAddress));
  if (name !== undefined) return name;
  const ghost = pool.ghosts.find(
    (member) => (key !== null && member.machineKey === key) || (member.ip !== null && member.ip === backend.ipAddress),
  );
  return ghost?.name ?? null;
}

function addNodeAnswers(
  model: ClusterModel,
  pool: PoolModel,
  probe: ProbeConfig,
  observations: Map<string, Observation>,
): void {
  for (const [node, answers] of model.observedByPort.get(probe.port) ?? []) {
    if (!pool.names.has(node)) continue;
    const answer = answers.findLast((candidate) => answersProbe(candidate, probe) && isFresh(model, candidate.at));
    if (!answer) continue;
    observations.set(node, {
      state: nodeAnswerState(answer),
      reason: answer.result,
      source: `port ${answer.port} of node ${node}`,
      observedAt: answer.at,
      since: sinceOf(answer, answers),
    });
  }
}

/** Null: no other answer of the node was seen. */
function sinceOf(answer: ObservedProbe, answers: readonly ObservedProbe[]): string | null {
  const others = answers.filter((other) => other !== answer && other.protocol === answer.protocol);
  if (others.length === 0) return null;
  const change = others.findLastIndex(({ result }) => result !== answer.result);
  return others[change + 1]?.at ?? answer.at;
}

/** One timed-out connect to a load-balanced node port proves nothing: it may have met one dead endpoint. */
export function nodeAnswerState(answer: ObservedProbe): Observation['state'] {
  if (answer.result === '200' || answer.result === 'open') return 'up';
  return answer.protocol === 'tcp' && answer.result === 'timeout' ? 'inconclusive' : 'down';
}

/** Whether an answer on the probed port is one to the question that the probe asks. */
export function answersProbe(answer: ObservedProbe, probe: ProbeConfig): boolean {
  const isTcp = probe.protocol.toLowerCase() === 'tcp';
  if (isTcp) return answer.protocol === 'tcp';
  return answer.protocol === 'http' && (answer.path === null || answer.path === probe.path);
}

export function isFresh(model: ClusterModel, at: string): boolean {
  const age = ageSeconds(at, model.snapshot.takenAt);
  return age !== null && age <= model.settings.observationSeconds;
}
