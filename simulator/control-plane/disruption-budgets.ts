import type { Controller } from '../kernel/controller.ts';
import type { World } from '../kernel/world.ts';
import { intOrPercent } from '../objects/int-or-percent.ts';
import { matchesSelector } from '../objects/matches-selector.ts';
import type { Pod } from '../objects/pod.ts';
import type { DisruptionBudget } from '../objects/policy.ts';
import { keyOf } from '../objects/resources.ts';
import { put } from './object-life.ts';
import { isEnded, isReady, isTerminating } from './pods-of.ts';

const namespaceOf = (pod: Pod): string => pod.metadata.namespace ?? 'default';

export const budgetsOf = (world: World, pod: Pod): DisruptionBudget[] =>
  world.store
    .indexed('poddisruptionbudgets', 'namespace', namespaceOf(pod))
    .filter((budget) => matchesSelector(budget.spec.selector, pod.metadata.labels));

/** How many pods a budget still lets go, from the pods as they are. */
export function withStatus(world: World, budget: DisruptionBudget): DisruptionBudget {
  const pods = world.store
    .indexed('pods', 'namespace', budget.metadata.namespace ?? 'default')
    .filter(
      (pod) => matchesSelector(budget.spec.selector, pod.metadata.labels) && !isEnded(pod) && !isTerminating(pod),
    );
  const expectedPods = pods.length;
  const currentHealthy = pods.filter(isReady).length;
  const { minAvailable, maxUnavailable } = budget.spec;
  const desiredHealthy =
    maxUnavailable === undefined
      ? intOrPercent(minAvailable ?? 1, expectedPods, 'up')
      : Math.max(0, expectedPods - intOrPercent(maxUnavailable, expectedPods, 'up'));
  const disruptionsAllowed = Math.max(0, expectedPods === 0 ? 0 : currentHealthy - desiredHealthy);
  const observedGeneration = budget.metadata.generation;
  return {
    ...budget,
    status: { ...budget.status, expectedPods, currentHealthy, desiredHealthy, disruptionsAllowed, observedGeneration },
  };
}

export const disruptionBudgets: Controller = {
  name: 'disruption-budgets',
  latencyMs: 20,
  watches: {
    poddisruptionbudgets: (_world, change) => (change.type === 'DELETED' ? [] : [change.key]),
    pods: (world, change) => budgetsOf(world, change.object).map(keyOf),
  },
  step(world, key) {
    const budget = world.store.get('poddisruptionbudgets', key);
    if (budget !== undefined) put(world, 'poddisruptionbudgets', withStatus(world, budget));
    return null;
  },
};
