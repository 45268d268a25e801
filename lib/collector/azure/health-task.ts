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

/** Each is a request and several polls. */
const CONCURRENT_MAX = 2;
const SECONDS_PER_RULE = 1;
const CYCLE_SECONDS_MIN = 60;

/** Asks Azure what its probes say, rule by rule. */
export class HealthTask {
  readonly #options: HealthTaskOptions;
  #reading = 0;
  #holdUntilMs = Number.NEGATIVE_INFINITY;
  #outcome: ReadOutcome | null = null;

  constructor(options: HealthTaskOptions) {
    this.#options = options;
  }

  /** Called once a second: starts at most one question. */
  tick(): void {
    const { rotation, clock, onError } = this.#options;
    if (this.#reading >= CONCURRENT_MAX || clock.now() < this.#holdUntilMs) return;
    const target = rotation.next(clock.now());
    if (target !== null) this.#ask(target).catch(onError);
  }

  status(): ResourceStatus {
    const { rotation, healths } = this.#options;
    const times = healths().map((health) => health.observedAt);
    const observedAt = times.sort()[0] ?? null;
    if (this.#outcome !== null && rotation.size() > 0) {
      const { state, error, denied } = this.#outcome;
      return { resource: 'ruleHealth', state, observedAt, error, denied };
    }
    const error = rotation.size() > 0 ? 'Not asked yet.' : null;
    return { resource: 'ruleHealth', state: 'absent', observedAt, error, denied: null };
  }

  /** Seconds in which every rule is asked about. */
  cadenceSeconds(): number {
    return Math.max(CYCLE_SECONDS_MIN, this.#options.rotation.size() * SECONDS_PER_RULE);
  }

  async #ask(target: HealthTarget): Promise<void> {
    const { rotation, read, apply, onFailed, clock } = this.#options;
    const { loadBalancerId, rule } = target;
    this.#reading += 1;
    const result = await read({ kind: 'ruleHealth', loadBalancerId, rule });
    this.#reading -= 1;
    const outcome = readOutcome(result);
    this.#outcome = outcome;
    rotation.answered(target, outcome.observedAt !== null);
    if (outcome.retryAfterMs !== null) this.#holdUntilMs = clock.now() + outcome.retryAfterMs;
    if (result.state !== 'ok' && result.state !== 'partial') onFailed();
    else for (const health of result.items) apply(health);
  }
}
