import type { AzureItems, AzureKind, AzureRequest } from '../../sources/azure/azure-request.ts';
import type { AzureFailure, AzureResult } from '../../sources/azure/azure-result.ts';
import type { Clock } from '../../sources/kubernetes/clock.ts';
import type { AzurePort } from '../azure/azure-port.ts';

type Answer<K extends AzureKind> = (request: AzureRequest<K>) => Promise<AzureResult<AzureItems[K]>>;
type Answers = { readonly [K in AzureKind]: { current: Answer<K> } };

export interface FakeAzurePort extends AzurePort {
  /** Everything that was asked, in order. */
  readonly asked: readonly { readonly kind: AzureKind }[];
  /** Kinds asked so far, with how often. */
  counts(): Record<string, number>;
  /** What a kind answers from now on. */
  answer<K extends AzureKind>(kind: K, items: readonly AzureItems[K][]): void;
  answerWith<K extends AzureKind>(kind: K, answer: Answer<K>): void;
  fail(kind: AzureKind, failure: AzureFailure): void;
}

/** Azure that answers at once with whatever a test says; that there is nothing, by default. */
export function createFakeAzurePort(clock: Clock): FakeAzurePort {
  const asked: { readonly kind: AzureKind }[] = [];
  const now = () => new Date(clock.now()).toISOString();
  const nothing = async () => ({ state: 'ok' as const, items: [], observedAt: now() });
  const answers: Answers = {
    managedCluster: { current: nothing },
    loadBalancers: { current: nothing },
    publicIPAddresses: { current: nothing },
    networkSecurityGroups: { current: nothing },
    scaleSets: { current: nothing },
    scaleSetVms: { current: nothing },
    networkInterfaces: { current: nothing },
    loadBalancerMetrics: { current: nothing },
    ruleHealth: { current: nothing },
  };

  function answerWith<K extends AzureKind>(kind: K, answer: Answer<K>): void {
    answers[kind].current = answer;
  }

  return {
    asked,
    counts: () =>
      Object.fromEntries([...Map.groupBy(asked, ({ kind }) => kind)].map(([kind, each]) => [kind, each.length])),
    answer<K extends AzureKind>(kind: K, items: readonly AzureItems[K][]) {
      answerWith<K>(kind, async () => ({ state: 'ok', items, observedAt: now() }));
    },
    answerWith,
    fail: (kind, failure) => answerWith(kind, async () => failure),
    refresh<K extends AzureKind>(request: AzureRequest<K>): Promise<AzureResult<AzureItems[K]>> {
      asked.push(request);
      return answers[request.kind].current(request);
    },
  };
}

/** Lets everything that waits for promises go on. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
