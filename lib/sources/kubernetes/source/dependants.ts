import type { Service } from '../../../snapshot/service.ts';
import type { Clock } from '../clock.ts';
import type { PodScopeLimits } from '../pods/plan-pod-scopes.ts';
import { PodFollower } from '../pods/pod-follower.ts';
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

export interface DependantsOptions {
  readonly reader: CollectionReader;
  readonly publishers: Publishers;
  readonly clock: Clock;
  readonly podScopeLimits: PodScopeLimits;
  readonly board: Pick<StatusBoard, 'open'>;
}

interface Started {
  readonly slices: BoundedCollection;
  readonly inNamespaces: readonly BoundedCollection[];
}

/** New Services often come in groups: what belongs to them is listed once, this long after the first. */
const RELIST_DELAY_MS = 1000;
const nothingDue = { slices: false, namespaces: false, pods: false };

/**
 * Everything that matters only because of a load balancer Service: its slices, the pods it selects, and what governs
 * pods in its namespace. Read once the Services are known, so that nothing else is ever kept.
 */
export class Dependants {
  readonly #options: DependantsOptions;
  readonly #interest = createInterest();
  readonly #pods: PodFollower;
  #started: Started | null = null;
  #due = nothingDue;
  #cancel: (() => void) | null = null;

  constructor(options: DependantsOptions) {
    this.#options = options;
    const { reader, publishers, podScopeLimits: limits } = options;
    this.#pods = new PodFollower({ reader, publisher: publishers.pods, interest: this.#interest, limits });
  }

  /** Takes the load balancer Services as they are now; the first call starts the reading. */
  update(services: Iterable<Service>): void {
    const change = this.#interest.update(services);
    if (this.#started === null) this.#start();
    else this.#follow(this.#started, change);
  }

  hasStarted(): boolean {
    return this.#started !== null;
  }

  stop(): void {
    this.#cancel?.();
    this.#pods.stop();
    this.#started?.slices.stop();
    for (const each of this.#started?.inNamespaces ?? []) each.stop();
  }

  #start(): void {
    const { reader, publishers, board } = this.#options;
    this.#started = {
      slices: readSlices(reader, publishers, this.#interest),
      inNamespaces: readInNamespaces(reader, publishers, this.#interest),
    };
    board.open('pods');
    this.#pods.follow();
    const { endpointSlices, pods, workloads, disruptionBudgets, autoscalers, networkPolicies } = publishers;
    for (const each of [endpointSlices, pods, workloads, disruptionBudgets, autoscalers, networkPolicies]) each.ready();
  }

  #follow({ slices, inNamespaces }: Started, { services, namespaces, selectorsChanged }: InterestChange): void {
    if (services.narrowed) slices.prune();
    if (namespaces.narrowed) for (const each of inNamespaces) each.prune();
    this.#due = {
      slices: this.#due.slices || services.widened,
      namespaces: this.#due.namespaces || namespaces.widened,
      pods: this.#due.pods || selectorsChanged,
    };
    if (!Object.values(this.#due).includes(true)) return;
    this.#cancel ??= this.#options.clock.after(RELIST_DELAY_MS, () => this.#catchUp());
  }

  #catchUp(): void {
    if (this.#due.slices) this.#started?.slices.relist();
    if (this.#due.namespaces) for (const each of this.#started?.inNamespaces ?? []) each.relist();
    if (this.#due.pods) this.#pods.follow();
    this.#due = nothingDue;
    this.#cancel = null;
  }
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
