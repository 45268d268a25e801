import { intOrPercent } from '../objects/int-or-percent.ts';
import type { Deployment, ReplicaSet } from '../objects/workload.ts';

export interface Revision {
  readonly set: ReplicaSet;
  readonly available: number;
}

export interface Scaling {
  readonly set: ReplicaSet;
  readonly replicas: number;
}

export interface RolloutLimits {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

/** Surge is rounded up, unavailable down; both zero would never move, so then one may be missing. */
export function rolloutLimits(deployment: Deployment): RolloutLimits {
  const { strategy, replicas } = deployment.spec;
  if (strategy.type === 'Recreate') return { maxSurge: 0, maxUnavailable: replicas };
  const maxSurge = intOrPercent(strategy.rollingUpdate?.maxSurge ?? '25%', replicas, 'up');
  const maxUnavailable = intOrPercent(strategy.rollingUpdate?.maxUnavailable ?? '25%', replicas, 'down');
  return maxSurge === 0 && maxUnavailable === 0 ? { maxSurge: 0, maxUnavailable: 1 } : { maxSurge, maxUnavailable };
}

function scaleUp(deployment: Deployment, current: Revision, total: number, maxSurge: number): Scaling | null {
  const room = deployment.spec.replicas + maxSurge - total;
  const missing = deployment.spec.replicas - current.set.spec.replicas;
  const more = Math.min(room, missing);
  if (missing < 0) return { set: current.set, replicas: deployment.spec.replicas };
  return more > 0 ? { set: current.set, replicas: current.set.spec.replicas + more } : null;
}

function scaleDown(
  deployment: Deployment,
  current: Revision,
  old: readonly Revision[],
  limits: RolloutLimits,
): Scaling[] {
  const least = deployment.spec.replicas - limits.maxUnavailable;
  const total = old.reduce((sum, one) => sum + one.set.spec.replicas, current.set.spec.replicas);
  const newUnavailable = current.set.spec.replicas - current.available;
  let budget = total - least - newUnavailable;
  const steps: Scaling[] = [];
  const wanted = new Map(old.map((one) => [one.set, one.set.spec.replicas]));
  // Pods of old revisions that do not serve go first: losing them costs nothing.
  for (const one of old) {
    const dead = Math.min(one.set.spec.replicas - one.available, Math.max(0, budget));
    wanted.set(one.set, one.set.spec.replicas - dead);
    budget -= dead;
  }
  const available = old.reduce((sum, one) => sum + one.available, current.available);
  let spare = available - least;
  for (const one of old) {
    const count = wanted.get(one.set) ?? 0;
    const fewer = Math.min(count, Math.max(0, spare));
    wanted.set(one.set, count - fewer);
    spare -= fewer;
  }
  for (const [set, replicas] of wanted) if (replicas !== set.spec.replicas) steps.push({ set, replicas });
  return steps;
}

/** The next step of a rollout: either the new revision grows or the old ones shrink. Empty when there is nothing to do now. */
export function nextScaling(deployment: Deployment, current: Revision, old: readonly Revision[]): readonly Scaling[] {
  const limits = rolloutLimits(deployment);
  const live = old.filter((one) => one.set.spec.replicas > 0);
  if (deployment.spec.strategy.type === 'Recreate' && live.length > 0)
    return live.map((one) => ({ set: one.set, replicas: 0 }));
  const total = live.reduce((sum, one) => sum + one.set.spec.replicas, current.set.spec.replicas);
  const up = scaleUp(deployment, current, total, limits.maxSurge);
  return up === null ? scaleDown(deployment, current, live, limits) : [up];
}
