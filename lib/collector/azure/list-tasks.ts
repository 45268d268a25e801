import type { AzureItems, AzureKind, AzureRequest } from '../../sources/azure/azure-request.ts';
import type { AzureResult } from '../../sources/azure/azure-result.ts';
import type { Clock } from '../../sources/kubernetes/clock.ts';
import type { AzureListKind, AzureStore } from '../store/azure-store.ts';
import type { Urgency } from '../store/urgency.ts';
import { applyItems, coverage } from './apply-items.ts';
import { PeriodicRead, type ReadTask, type ReadTaskOptions } from './read-task.ts';
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
/** Azure Monitor has a point for each minute. */
const METRICS_MS = 60_000;
/** Above so many series of a rule and a backend only frontends are asked about. */
const BACKEND_SERIES_MAX = 1000;

/** One task for each kind of Azure object that is read as a list, load balancers first. */
export function createListTasks(options: ListTasksOptions): readonly ReadTask[] {
  const loadBalancers = wholeList(options, LOAD_BALANCERS_MS, 'loadBalancers', () => ({ kind: 'loadBalancers' }));
  const referenced = () => ({ kind: 'publicIPAddresses' as const, referencedIds: referencedIds(options.store) });
  return [
    loadBalancers,
    managedCluster(options),
    wholeList(options, SLOW_MS, 'publicIPAddresses', () => (loadBalancers.isSettled() ? referenced() : null)),
    wholeList(options, SLOW_MS, 'networkSecurityGroups', () => ({ kind: 'networkSecurityGroups' })),
    wholeList(options, MACHINES_MS, 'scaleSets', () => ({ kind: 'scaleSets' })),
    scaleSetVms(options),
    networkInterfaces(options),
    loadBalancerMetrics(options),
  ];
}

const noop = () => undefined;

type Own<K extends AzureKind> = Pick<ReadTaskOptions<K>, 'kind' | 'cadenceMs' | 'request' | 'apply'>;

function task<K extends AzureKind>(options: ListTasksOptions, own: Own<K>, forget?: () => void) {
  const { read, onError, clock, random } = options;
  return new PeriodicRead<K>({
    read: (request) => read(request),
    onError,
    clock,
    random,
    ...own,
    forget: forget ?? noop,
  });
}

/** An answer that names every object of its kind. */
function wholeList<K extends AzureListKind>(
  options: ListTasksOptions,
  cadenceMs: number,
  kind: K,
  request: () => AzureRequest<K> | null,
): ReadTask {
  const { store, onApplied } = options;
  const everything = () => true;
  const apply = (result: AzureResult<AzureItems[K]>) => onApplied(applyItems(store, kind, result, everything));
  return task(options, { kind, cadenceMs, request, apply });
}

function managedCluster(options: ListTasksOptions): ReadTask {
  const { store, onApplied } = options;
  return task(options, {
    kind: 'managedCluster',
    cadenceMs: SLOW_MS,
    request: () => ({ kind: 'managedCluster' }),
    apply(result) {
      const isRead = result.state === 'ok' || result.state === 'partial';
      onApplied(isRead ? store.managedCluster(result.items[0] ?? null) : 'none');
    },
  });
}

function scaleSetVms(options: ListTasksOptions): ReadTask {
  const { store, unexplained, onApplied } = options;
  const own: Own<'scaleSetVms'> = {
    kind: 'scaleSetVms',
    cadenceMs: MACHINES_MS,
    request() {
      const { scaleSetIds } = unexplained.current();
      return scaleSetIds.length === 0 ? null : { kind: 'scaleSetVms', scaleSetIds };
    },
    apply(result, { scaleSetIds }) {
      onApplied(applyItems(store, 'scaleSetVms', result, coverage(scaleSetIds, false)));
    },
  };
  return task(options, own, () => onApplied(store.forget('scaleSetVms')));
}

function networkInterfaces(options: ListTasksOptions): ReadTask {
  const { store, unexplained, onApplied } = options;
  const own: Own<'networkInterfaces'> = {
    kind: 'networkInterfaces',
    cadenceMs: MACHINES_MS,
    request() {
      const { scaleSetIds, ofSingleMachines } = unexplained.current();
      if (scaleSetIds.length === 0 && !ofSingleMachines) return null;
      return { kind: 'networkInterfaces', scaleSetIds, ofSingleMachines };
    },
    apply(result, { scaleSetIds, ofSingleMachines }) {
      onApplied(applyItems(store, 'networkInterfaces', result, coverage(scaleSetIds, ofSingleMachines)));
    },
  };
  return task(options, own, () => onApplied(store.forget('networkInterfaces')));
}

function loadBalancerMetrics(options: ListTasksOptions): ReadTask {
  const { store, onApplied } = options;
  const own: Own<'loadBalancerMetrics'> = {
    kind: 'loadBalancerMetrics',
    cadenceMs: METRICS_MS,
    request() {
      const balancers = (store.part().loadBalancers ?? []).filter(({ rules }) => rules.length > 0);
      if (balancers.length === 0) return null;
      const series = balancers.map(
        ({ rules, pools }) => rules.length * Math.max(...pools.map((p) => p.members.length), 0),
      );
      return {
        kind: 'loadBalancerMetrics',
        loadBalancerIds: balancers.map(({ id }) => id).sort(),
        byBackend: Math.max(...series) <= BACKEND_SERIES_MAX,
      };
    },
    apply(result) {
      onApplied(applyItems(store, 'loadBalancerMetrics', result, () => true));
    },
  };
  return task(options, own, () => onApplied(store.forget('loadBalancerMetrics')));
}

/** Public IPs that frontends refer to; some may be in other resource groups. */
function referencedIds(store: AzureStore): readonly string[] {
  const ids = (store.part().loadBalancers ?? []).flatMap((balancer) =>
    balancer.frontends.flatMap(({ publicIPAddressId }) => publicIPAddressId ?? []),
  );
  return [...new Set(ids)].sort();
}
