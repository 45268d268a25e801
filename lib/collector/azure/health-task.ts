import type { RuleHealth } from '../../snapshot/probes-part.ts';
import type { ResourceStatus } from '../../snapshot/source-status.ts';
import type { AzureRequest } from '../../sources/azure/azure-request.ts';
import type { AzureResult } from '../../sources/azure/azure-result.ts';
import type { Clock } from '../../sources/kubernetes/clock.ts';
import type { HealthRotation, HealthTarget } from './health-rotation.ts';
import { type ReadOutcome, readOutcome } from './read-outcome.ts';

export interface HealthTaskOptions {
  readonly rotation: HealthRotation;
  readonly read: (request: AzureRequest<'ruleHealth'>) => Promise<AzureResult<RuleHealth>>;
  readonly apply: (health: RuleHealth) => void;
  /** It brought nothing. */
  readonly onFailed: () => void;
  /** A bug in taking what was read. */
  readonly onError: (error: unknown) => void;
  /** The answers held now. */
  readonly healths: () => readonly RuleHealth[];
  readonly clock: Clock;
}

export interface HealthTask {
  /** Called once a second: starts at most one question. */
  tick(): void;
  status(): ResourceStatus;
  /** Seconds in which every rule is asked about. */
  cadenceSeconds(): number;
}

/** Each is a request and several polls. */
const CONCURRENT_MAX = 2;
const SECONDS_PER_RULE = 1;
const CYCLE_SECONDS_MIN = 60;

/** Asks Azure what its probes say, rule by rule. */
export function createHealthTask(options: HealthTaskOptions): HealthTask {
  const { rotation, read, apply, healths, clock } = options;
  let reading = 0;
  let holdUntilMs = Number.NEGATIVE_INFINITY;
  let outcome: ReadOutcome | null = null;

  async function ask({ loadBalancerId, rule, loadBalancer }: HealthTarget): Promise<void> {
    reading += 1;
    const result = await read({ kind: 'ruleHealth', loadBalancerId, rule });
    reading -= 1;
    outcome = readOutcome(result);
    rotation.answered({ loadBalancerId, rule, loadBalancer }, outcome.observedAt !== null);
    if (outcome.retryAfterMs !== null) holdUntilMs = clock.now() + outcome.retryAfterMs;
    if (result.state === 'ok' || result.state === 'partial') for (const health of result.items) apply(health);
    else options.onFailed();
  }

  return {
    tick() {
      if (reading >= CONCURRENT_MAX || clock.now() < holdUntilMs) return;
      const target = rotation.next(clock.now());
      if (target !== null) ask(target).catch(options.onError);
    },
    status() {
      const observedAt =
        healths()
          .map((health) => health.observedAt)
          .sort()[0] ?? null;
      if (outcome !== null && rotation.size() > 0) {
        const { state, error, denied } = outcome;
        return { resource: 'ruleHealth', state, observedAt, error, denied };
      }
      const error = rotation.size() > 0 ? 'Not asked yet.' : null;
      return { resource: 'ruleHealth', state: 'absent', observedAt, error, denied: null };
    },
    cadenceSeconds: () => Math.max(CYCLE_SECONDS_MIN, rotation.size() * SECONDS_PER_RULE),
  };
}
