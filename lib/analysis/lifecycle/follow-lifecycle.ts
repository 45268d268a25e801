import type { HorizontalPodAutoscaler } from '../../snapshot/horizontal-pod-autoscaler.ts';
import type { PodDisruptionBudget } from '../../snapshot/pod-disruption-budget.ts';
import type { Loaded, Snapshot } from '../../snapshot/snapshot.ts';
import type { SnapshotChange } from '../../snapshot/snapshot-delta.ts';
import type { Workload } from '../../snapshot/workload.ts';
import type { Analysis } from '../analysis.ts';
import { autoscalerOf, budgetsOf, isOwnWorkload, workloadsBehind } from './lifecycle-index.ts';

interface Named {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Adds the Services whose pods belong to a workload that changed, or whose budget or autoscaler did. Counts of pods that no finding
 * reads do not matter. Cost grows with the changed objects and the Services of their namespaces.
 */
export function addServicesOfLifecycle(
  previous: Analysis,
  snapshot: Snapshot,
  changes: readonly SnapshotChange[],
  affected: Set<string>,
): void {
  const before = previous.snapshot.kubernetes;
  const now = snapshot.kubernetes;
  const differing = (kind: SnapshotChange['kind']): ReadonlySet<string> =>
    new Set(changes.filter((change) => change.kind === kind).map(({ key }) => key));
  const workloads = touched(before.workloads, now.workloads, differing('workloads'), factsOfWorkload);
  const budgets = touched(
    before.disruptionBudgets,
    now.disruptionBudgets,
    differing('disruptionBudgets'),
    factsOfBudget,
  );
  const autoscalers = touched(before.autoscalers, now.autoscalers, differing('autoscalers'), factsOfAutoscaler);
  const namespaces = new Set([...workloads, ...budgets, ...autoscalers].map(({ namespace }) => namespace));
  if (namespaces.size === 0) return;
  const isTouched = (workload: Workload, of: Snapshot): boolean =>
    workloads.has(workload) ||
    (budgets.size > 0 && (budgetsOf(workload, of) ?? []).some((budget) => budgets.has(budget))) ||
    (autoscalers.size > 0 && isIn(autoscalers, autoscalerOf(workload, of)));
  for (const [key, { model }] of previous.services) {
    if (affected.has(key) || !namespaces.has(model.service.namespace)) continue;
    const concerns = (of: Snapshot): boolean =>
      workloadsBehind(model.service, of).some((workload) => isTouched(workload, of));
    if (concerns(previous.snapshot) || concerns(snapshot)) affected.add(key);
  }
}

function isIn<T>(all: ReadonlySet<T>, item: T | null): boolean {
  return item !== null && all.has(item);
}

/** The objects of these names, as they were and as they are, where anything that findings read differs. */
function touched<T extends Named>(
  before: Loaded<T>,
  now: Loaded<T>,
  keys: ReadonlySet<string>,
  factsOf: (item: T) => unknown,
): ReadonlySet<T> {
  if (keys.size === 0) return new Set();
  const [old, fresh] = [named(before, keys), named(now, keys)];
  const known = new Set(old.map((item) => JSON.stringify(factsOf(item))));
  const current = new Set(fresh.map((item) => JSON.stringify(factsOf(item))));
  return new Set([
    ...old.filter((item) => !current.has(JSON.stringify(factsOf(item)))),
    ...fresh.filter((item) => !known.has(JSON.stringify(factsOf(item)))),
  ]);
}

function named<T extends Named>(items: Loaded<T>, keys: ReadonlySet<string>): readonly T[] {
  const names = new Set([...keys].map((key) => key.slice(key.indexOf('/') + 1)));
  return (items ?? []).filter(({ namespace, name }) => names.has(name) && keys.has(`${namespace}/${name}`));
}

function factsOfWorkload(workload: Workload): unknown {
  if (!isOwnWorkload(workload)) return 'part of another';
  return { ...workload, resourceVersion: null, readyReplicas: null, updatedReplicas: null };
}

function factsOfBudget(budget: PodDisruptionBudget): unknown {
  return { ...budget, resourceVersion: null, currentHealthy: null };
}

function factsOfAutoscaler(autoscaler: HorizontalPodAutoscaler): unknown {
  return { ...autoscaler, resourceVersion: null };
}
