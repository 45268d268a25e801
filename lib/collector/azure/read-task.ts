import type { ResourceStatus } from '../../snapshot/source-status.ts';
import type { AzureItems, AzureKind, AzureRequest } from '../../sources/azure/azure-request.ts';
import type { AzureResult } from '../../sources/azure/azure-result.ts';
import type { Clock } from '../../sources/kubernetes/clock.ts';
import { type ReadOutcome, readOutcome } from './read-outcome.ts';

export interface ReadTaskOptions<K extends AzureKind> {
  readonly kind: K;
  readonly cadenceMs: number;
  /** What to ask now; null: nothing of it is needed. Another question than the last one is asked soon. */
  readonly request: () => AzureRequest<K> | null;
  readonly read: (request: AzureRequest<K>) => Promise<AzureResult<AzureItems[K]>>;
  readonly apply: (result: AzureResult<AzureItems[K]>, request: AzureRequest<K>) => void;
  /** Nothing of it has been needed for long. */
  readonly forget: () => void;
  /** A bug in taking what was read. */
  readonly onError: (error: unknown) => void;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
}

/** A kind of Azure object that is read again and again. */
export interface ReadTask {
  readonly cadenceMs: number;
  /** Asks if it is time to. */
  tick(): void;
  /** Read once, failed once, or not needed. */
  isSettled(): boolean;
  isNeeded(): boolean;
  status(): ResourceStatus;
}

/** Time between two different questions, and after the first failure. */
const SOON_MS = 15_000;
const RETRY_MS_MAX = 300_000;
const NEVER = Number.NEGATIVE_INFINITY;

/** Reads one kind of Azure object at its cadence, and less often while it fails. */
export class PeriodicRead<K extends AzureKind> implements ReadTask {
  readonly cadenceMs: number;
  readonly #options: ReadTaskOptions<K>;
  #outcome: ReadOutcome | null = null;
  #observedAt: string | null = null;
  #askedAtMs = NEVER;
  #dueAtMs = NEVER;
  #neededAtMs = NEVER;
  #lastQuestion = '';
  #failures = 0;
  #isReading = false;

  constructor(options: ReadTaskOptions<K>) {
    this.cadenceMs = options.cadenceMs;
    this.#options = options;
  }

  tick(): void {
    const { request, clock, onError } = this.#options;
    const question = request();
    if (question === null) {
      this.#letGo();
      return;
    }
    const now = clock.now();
    this.#neededAtMs = now;
    const isNew = this.#failures === 0 && JSON.stringify(question) !== this.#lastQuestion;
    const isDue = now >= this.#dueAtMs || (isNew && now - this.#askedAtMs >= SOON_MS);
    if (isDue && !this.#isReading) this.#ask(question).catch(onError);
  }

  isSettled(): boolean {
    return this.#outcome !== null || !this.isNeeded();
  }

  isNeeded(): boolean {
    return this.#options.request() !== null;
  }

  status(): ResourceStatus {
    const resource = this.#options.kind;
    if (this.#outcome !== null) {
      const { state, error, denied } = this.#outcome;
      return { resource, state, observedAt: this.#observedAt, error, denied };
    }
    const error = this.isNeeded() ? 'Not read yet.' : null;
    return { resource, state: 'absent', observedAt: null, error, denied: null };
  }

  async #ask(question: AzureRequest<K>): Promise<void> {
    const { clock, read, apply } = this.#options;
    this.#isReading = true;
    this.#askedAtMs = clock.now();
    this.#lastQuestion = JSON.stringify(question);
    const result = await read(question);
    this.#isReading = false;
    const outcome = readOutcome(result);
    this.#outcome = outcome;
    this.#observedAt = outcome.observedAt ?? this.#observedAt;
    this.#failures = outcome.observedAt === null ? this.#failures + 1 : 0;
    this.#dueAtMs = clock.now() + this.#waitMs(outcome);
    apply(result, question);
  }

  /** Spread by ±10 %, so that many clusters do not ask in the same moment. */
  #waitMs({ retryAfterMs }: ReadOutcome): number {
    const backOffMs = Math.min(RETRY_MS_MAX, SOON_MS * 2 ** (this.#failures - 1));
    const spread = 0.9 + this.#options.random() / 5;
    return Math.max(retryAfterMs ?? 0, (this.#failures === 0 ? this.cadenceMs : backOffMs) * spread);
  }

  #letGo(): void {
    const { clock, forget } = this.#options;
    if (this.#observedAt === null || clock.now() - this.#neededAtMs < this.cadenceMs) return;
    this.#outcome = null;
    this.#observedAt = null;
    this.#lastQuestion = '';
    this.#dueAtMs = NEVER;
    forget();
  }
}
