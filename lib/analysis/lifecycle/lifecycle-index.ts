import type { HorizontalPodAutoscaler } from '../../snapshot/horizontal-pod-autoscaler.ts';
import { selectsLabels } from '../../snapshot/label-selector.ts';
import type { PodDisruptionBudget } from '../../snapshot/pod-disruption-budget.ts';
import type { Service } from '../../snapshot/service.ts';
import type { Loaded, Snapshot } from '../../snapshot/snapshot.ts';
import type { Workload } from '../../snapshot/workload.ts';
import { LabelIndex } from './label-index.ts';

type Labels = Readonly<Record<string, string>>;

const workloadIndexes = new WeakMap<readonly Workload[], LabelIndex<Workload>>();
const budgetIndexes = new WeakMap<readonly PodDisruptionBudget[], LabelIndex<PodDisruptionBudget>>();
const targetIndexes = new WeakMap<readonly HorizontalPodAutoscaler[], Map<string, HorizontalPodAutoscaler[]>>();

/** A ReplicaSet of a Deployment is a part of it, not a workload of its own. */
export function isOwnWorkload(workload: Workload): boolean {
  return workload.kind !== 'ReplicaSet' || workload.owner === null;
}

/**
 * Workloads whose pods the Service selects, in the order of kind and name. Empty where workloads are not loaded, or the Service
 * selects nothing. The index is made once for each list. docs/model.md "Workloads behind a Service".
 */
export function workloadsBehind(service: Service, { kubernetes }: Snapshot): readonly Workload[] {
  const { selector, namespace } = service;
  if (selector === null || kubernetes.workloads === null) return [];
  const candidates = workloadIndex(kubernetes.workloads).withAnyOf(namespace, selector);
  const found = candidates.filter(({ template }) => isSelected(selector, template.labels));
  return found.length < 2 ? found : found.toSorted(byKindAndName);
}

function isSelected(selector: Labels, labels: Labels): boolean {
  for (const key in selector) if (labels[key] !== selector[key]) return false;
  return true;
}

function byKindAndName(a: Workload, b: Workload): number {
  const [left, right] = [`${a.kind}/${a.name}`, `${b.kind}/${b.name}`];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function workloadIndex(workloads: readonly Workload[]): LabelIndex<Workload> {
  const known = workloadIndexes.get(workloads);
  if (known) return known;
  const index = new LabelIndex<Workload>();
  for (const workload of workloads) {
    if (isOwnWorkload(workload)) index.add(workload.namespace, workload.template.labels, workload);
  }
  workloadIndexes.set(workloads, index);
  return index;
}

/** Budgets that guard the pods of a workload, by name. Null: budgets are not loaded. */
export function budgetsOf(workload: Workload, { kubernetes }: Snapshot): Loaded<PodDisruptionBudget> {
  if (kubernetes.disruptionBudgets === null) return null;
  const { labels } = workload.template;
  const candidates = budgetIndex(kubernetes.disruptionBudgets).withAllIn(workload.namespace, labels);
  const found = candidates.filter((budget) =>
    selectsLabels({ matchLabels: budget.selector, matchExpressions: budget.expressions }, labels),
  );
  return found.length < 2 ? found : found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function budgetIndex(budgets: readonly PodDisruptionBudget[]): LabelIndex<PodDisruptionBudget> {
  const known = budgetIndexes.get(budgets);
  if (known) return known;
  const index = new LabelIndex<PodDisruptionBudget>();
  for (const budget of budgets) index.addUnderFirst(budget.namespace, budget.selector, budget);
  budgetIndexes.set(budgets, index);
  return index;
}

/** The autoscaler of a workload; null: none is known. */
export function autoscalerOf(workload: Workload, { kubernetes }: Snapshot): HorizontalPodAutoscaler | null {
  const { autoscalers } = kubernetes;
  if (autoscalers === null || autoscalers.length === 0) return null;
  let index = targetIndexes.get(autoscalers);
  if (!index) {
    index = new Map();
    for (const autoscaler of autoscalers) {
      const same = index.get(autoscaler.target.name);
      if (same) same.push(autoscaler);
      else index.set(autoscaler.target.name, [autoscaler]);
    }
    targetIndexes.set(autoscalers, index);
  }
  const found = index
    .get(workload.name)
    ?.filter(({ namespace, target }) => namespace === workload.namespace && target.kind === workload.kind);
  return found?.toSorted((a, b) => (a.name < b.name ? -1 : 1))[0] ?? null;
}
