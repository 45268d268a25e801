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
  readonly random: () => number;
}

export interface ReadTask {
  readonly kind: AzureKind;
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

/** Reads one kind of Azure object again and again, at its cadence, and less often while it fails. */
export function createReadTask<K extends AzureKind>(options: ReadTaskOptions<K>): ReadTask {
  const { kind, cadenceMs, clock, random } = options;
  let outcome: ReadOutcome | null = null;
  let observedAt: string | null = null;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let dueAtMs = Number.NEGATIVE_INFINITY;
  let neededAtMs = Number.NEGATIVE_INFINITY;
  let lastQuestion = '';
  let failures = 0;
  let isReading = false;

  async function ask(request: AzureRequest<K>): Promise<void> {
    isReading = true;
    askedAtMs = clock.now();
    lastQuestion = JSON.stringify(request);
    const result = await options.read(request);
    isReading = false;
    outcome = readOutcome(result);
    observedAt = outcome.observedAt ?? observedAt;
    failures = outcome.observedAt === null ? failures + 1 : 0;
    dueAtMs = clock.now() + waitMs(outcome);
    options.apply(result, request);
  }

  /** Spread by ±10 %, so that many clusters do not ask in the same moment. */
  function waitMs({ retryAfterMs }: ReadOutcome): number {
    const backOffMs = Math.min(RETRY_MS_MAX, SOON_MS * 2 ** (failures - 1));
    const spread = 0.9 + random() / 5;
    return Math.max(retryAfterMs ?? 0, (failures === 0 ? cadenceMs : backOffMs) * spread);
  }

  function letGo(): void {
    if (observedAt === null || clock.now() - neededAtMs < cadenceMs) return;
    outcome = null;
    observedAt = null;
    lastQuestion = '';
    dueAtMs = Number.NEGATIVE_INFINITY;
    options.forget();
  }

  return {
    kind,
    cadenceMs,
    tick() {
      const request = options.request();
      const now = clock.now();
      if (request === null) return letGo();
      neededAtMs = now;
      const isNewQuestion = failures === 0 && JSON.stringify(request) !== lastQuestion;
      const isDue = now >= dueAtMs || (isNewQuestion && now - askedAtMs >= SOON_MS);
      if (isDue && !isReading) ask(request).catch(options.onError);
    },
    isSettled: () => outcome !== null || options.request() === null,
    isNeeded: () => options.request() !== null,
    status() {
      if (outcome !== null) {
        const { state, error, denied } = outcome;
        return { resource: kind, state, observedAt, error, denied };
      }
      const error = options.request() === null ? null : 'Not read yet.';
      return { resource: kind, state: 'absent', observedAt: null, error, denied: null };
    },
  };
}
