import type { LoadBalancer } from '../../snapshot/load-balancer.ts';
import type { AzureItems, AzureKind, AzureRequest } from '../../sources/azure/azure-request.ts';
import type { AzureResult } from '../../sources/azure/azure-result.ts';
import type { Clock } from '../../sources/kubernetes/clock.ts';
import type { AzureStore } from '../store/azure-store.ts';
import type { Urgency } from '../store/urgency.ts';
import { applyItems, coverage } from './apply-items.ts';
import { createReadTask, type ReadTask, type ReadTaskOptions } from './read-task.ts';
import type { UnexplainedWatch } from './unexplained-watch.ts';

export interface ListTasksOptions {
  readonly store: AzureStore;
  readonly unexplained: UnexplainedWatch;
  readonly read: <K extends AzureKind>(request: AzureRequest<K>) => Promise<AzureResult<AzureItems[K]>>;
  readonly onApplied: (urgency: Urgency) => void;
  readonly onError: (error: unknown) => void;
  readonly clock: Clock;
  readonly random: () => number;
}

const LOAD_BALANCERS_MS = 30_000;
const SLOW_MS = 300_000;
const MACHINES_MS = 600_000;
const everything = () => true;

/** One task for each kind of Azure object that is read as a list, load balancers first. */
export function createListTasks(options: ListTasksOptions): readonly ReadTask[] {
  const { store, unexplained, onApplied } = options;
  type Own<K extends AzureKind> = Pick<ReadTaskOptions<K>, 'kind' | 'cadenceMs' | 'request' | 'apply'>;
  const task = <K extends AzureKind>(own: Own<K>, forget: () => void = () => undefined) =>
    createReadTask<K>({ ...options, ...own, forget });

  const loadBalancers = task({
    kind: 'loadBalancers',
    cadenceMs: LOAD_BALANCERS_MS,
    request: () => ({ kind: 'loadBalancers' }),
    apply: (result) => onApplied(applyItems(store, 'loadBalancers', result, everything)),
  });
  return [
    loadBalancers,
    task({
      kind: 'managedCluster',
      cadenceMs: SLOW_MS,
      request: () => ({ kind: 'managedCluster' }),
      apply(result) {
        const isRead = result.state === 'ok' || result.state === 'partial';
        onApplied(isRead ? store.managedCluster(result.items[0] ?? null) : 'none');
      },
    }),
    task({
      kind: 'publicIPAddresses',
      cadenceMs: SLOW_MS,
      request: () => (loadBalancers.isSettled() ? { kind: 'publicIPAddresses', ...referenced(store) } : null),
      apply: (result) => onApplied(applyItems(store, 'publicIPAddresses', result, everything)),
    }),
    task({
      kind: 'networkSecurityGroups',
      cadenceMs: SLOW_MS,
      request: () => ({ kind: 'networkSecurityGroups' }),
      apply: (result) => onApplied(applyItems(store, 'networkSecurityGroups', result, everything)),
    }),
    task({
      kind: 'scaleSets',
      cadenceMs: MACHINES_MS,
      request: () => ({ kind: 'scaleSets' }),
      apply: (result) => onApplied(applyItems(store, 'scaleSets', result, everything)),
    }),
    task(
      {
        kind: 'scaleSetVms',
        cadenceMs: MACHINES_MS,
        request() {
          const { scaleSetIds } = unexplained.current();
          return scaleSetIds.length === 0 ? null : { kind: 'scaleSetVms', scaleSetIds };
        },
        apply: (result, { scaleSetIds }) =>
          onApplied(applyItems(store, 'scaleSetVms', result, coverage(scaleSetIds, false))),
      },
      () => onApplied(store.forget('scaleSetVms')),
    ),
    task(
      {
        kind: 'networkInterfaces',
        cadenceMs: MACHINES_MS,
        request() {
          const { scaleSetIds, ofSingleMachines } = unexplained.current();
          if (scaleSetIds.length === 0 && !ofSingleMachines) return null;
          return { kind: 'networkInterfaces', scaleSetIds, ofSingleMachines };
        },
        apply: (result, { scaleSetIds, ofSingleMachines }) =>
          onApplied(applyItems(store, 'networkInterfaces', result, coverage(scaleSetIds, ofSingleMachines))),
      },
      () => onApplied(store.forget('networkInterfaces')),
    ),
  ];
}

function referenced(store: AzureStore): { readonly referencedIds: readonly string[] } {
  const ids = (store.part().loadBalancers ?? []).flatMap((balancer: LoadBalancer) =>
    balancer.frontends.flatMap(({ publicIPAddressId }) => publicIPAddressId ?? []),
  );
  return { referencedIds: [...new Set(ids)].sort() };
}
