import type { Service } from '../../../snapshot/service.ts';
import type { Clock } from '../clock.ts';
import type { PodScopeLimits } from '../pods/plan-pod-scopes.ts';
import { createPodFollower } from '../pods/pod-follower.ts';
import { type BoundedCollection, boundCollection } from './bounded-collection.ts';
import type { CollectionReader } from './collection-reader.ts';
import {
  autoscalerSpec,
  disruptionBudgetSpec,
  endpointSliceSpec,
  networkPolicySpec,
  workloadSpecs,
} from './collection-specs.ts';
import { createInterest, type Interest, type InterestChange } from './interest.ts';
import type { Publishers } from './publishers.ts';
import type { StatusBoard } from './status-board.ts';

export interface Dependants {
  /** Takes the load balancer Services as they are now; the first call starts the reading. */
  update(services: Iterable<Service>): void;
  hasStarted(): boolean;
  stop(): void;
}

export interface DependantsOptions {
  readonly reader: CollectionReader;
  readonly publishers: Publishers;
  readonly clock: Clock;
  readonly podScopeLimits: PodScopeLimits;
  readonly board: Pick<StatusBoard, 'open'>;
}

/** New Services often come in groups: what belongs to them is listed once, this long after the first. */
const RELIST_DELAY_MS = 1000;

/**
 * Everything that matters only because of a load balancer Service: its slices, the pods it selects, and what governs
 * pods in its namespace. Read once the Services are known, so that nothing else is ever kept.
 */
export function createDependants(options: DependantsOptions): Dependants {
  const { reader, publishers, clock, podScopeLimits, board } = options;
  const interest = createInterest();
  const pods = createPodFollower(reader, publishers.pods, interest, podScopeLimits);
  let started: { readonly slices: BoundedCollection; readonly inNamespaces: readonly BoundedCollection[] } | null =
    null;
  let due = { slices: false, namespaces: false, pods: false };
  let cancel: (() => void) | null = null;

  function start(): void {
    started = {
      slices: readSlices(reader, publishers, interest),
      inNamespaces: readInNamespaces(reader, publishers, interest),
    };
    board.open('pods');
    pods.follow();
    const { endpointSlices, workloads, disruptionBudgets, autoscalers, networkPolicies } = publishers;
    for (const each of [endpointSlices, workloads, disruptionBudgets, autoscalers, networkPolicies, publishers.pods]) {
      each.ready();
    }
  }

  function follow({ services, namespaces, selectorsChanged }: InterestChange): void {
    if (services.narrowed) started?.slices.prune();
    if (namespaces.narrowed) for (const each of started?.inNamespaces ?? []) each.prune();
    due = {
      slices: due.slices || services.widened,
      namespaces: due.namespaces || namespaces.widened,
      pods: due.pods || selectorsChanged,
    };
    if (due.slices || due.namespaces || due.pods) cancel ??= clock.after(RELIST_DELAY_MS, catchUp);
  }

  function catchUp(): void {
    if (due.slices) started?.slices.relist();
    if (due.namespaces) for (const each of started?.inNamespaces ?? []) each.relist();
    if (due.pods) pods.follow();
    due = { slices: false, namespaces: false, pods: false };
    cancel = null;
  }

  return {
    update(services) {
      const change = interest.update(services);
      if (started === null) start();
      else follow(change);
    },
    hasStarted: () => started !== null,
    stop() {
      cancel?.();
      pods.stop();
      for (const each of started === null ? [] : [started.slices, ...started.inNamespaces]) each.stop();
    },
  };
}

function readSlices(reader: CollectionReader, publishers: Publishers, interest: Interest): BoundedCollection {
  const collection = reader.read<'endpointSlices'>(endpointSliceSpec(interest), publishers.endpointSlices);
  return boundCollection(collection, (slice) => interest.hasService(slice.namespace, slice.serviceName));
}

function readInNamespaces(
  reader: CollectionReader,
  publishers: Publishers,
  interest: Interest,
): readonly BoundedCollection[] {
  const isInside = ({ namespace }: { readonly namespace: string }) => interest.hasNamespace(namespace);
  const { workloads, disruptionBudgets, autoscalers, networkPolicies } = publishers;
  const budgets = reader.read<'disruptionBudgets'>(disruptionBudgetSpec(interest), disruptionBudgets);
  const scalers = reader.read<'autoscalers'>(autoscalerSpec(interest), autoscalers);
  const policies = reader.read<'networkPolicies'>(networkPolicySpec(interest), networkPolicies);
  return [
    ...workloadSpecs(interest).map((spec) => boundCollection(reader.read<'workloads'>(spec, workloads), isInside)),
    boundCollection(budgets, isInside),
    boundCollection(scalers, isInside),
    boundCollection(policies, isInside),
  ];
}
