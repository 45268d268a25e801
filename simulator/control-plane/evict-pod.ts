import type { World } from '../kernel/world.ts';
import { withCondition } from '../machines/conditions.ts';
import type { Pod } from '../objects/pod.ts';
import { toTimestamp } from '../objects/timestamps.ts';
import { budgetsOf, withStatus } from './disruption-budgets.ts';
import { put, requestDeletion } from './object-life.ts';
import { isReady } from './pods-of.ts';

export type Eviction = { readonly ok: true } | { readonly ok: false; readonly budget: string; readonly cause: string };

/** Evicts a pod the way the eviction API does: a budget that has nothing left says no. */
export function evictPod(world: World, pod: Pod, graceSeconds = pod.spec.terminationGracePeriodSeconds): Eviction {
  if (isReady(pod) && pod.metadata.deletionTimestamp === undefined) {
    for (const budget of budgetsOf(world, pod)) {
      const { status } = withStatus(world, budget);
      if (status.disruptionsAllowed > 0) continue;
      const { name } = budget.metadata;
      const cause = `The disruption budget ${name} needs ${status.desiredHealthy} healthy pods and has ${status.currentHealthy} currently`;
      return { ok: false, budget: name, cause };
    }
  }
  const conditions = withCondition(pod.status.conditions, {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
    lastTransitionTime: toTimestamp(world.now),
  });
  const marked = put(world, 'pods', { ...pod, status: { ...pod.status, conditions } });
  requestDeletion(world, 'pods', marked, pod.spec.nodeName === undefined ? 0 : graceSeconds);
  return { ok: true };
}
