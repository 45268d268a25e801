import type { Workload } from '../../snapshot/workload.ts';

/** How a workload replaces its pods. */
export type Rollout =
  | {
      readonly kind: 'rolling';
      /** Pods more than wanted, at most. */
      readonly surge: number;
      /** Pods less than wanted, at most. */
      readonly unavailable: number;
      /** Pods that are there at every moment. */
      readonly availableDuring: number;
    }
  /** All pods end before the first new one starts. */
  | { readonly kind: 'recreate' }
  /** Nothing is replaced until somebody deletes it, or there is nothing to replace. */
  | { readonly kind: 'by-hand' };

/** docs/model.md "Rollouts": defaults and rounding of each kind. */
export function rolloutOf(workload: Workload): Rollout {
  const { kind, replicas, strategy } = workload;
  if (replicas === 0 || kind === 'ReplicaSet' || strategy === 'OnDelete') return { kind: 'by-hand' };
  if (strategy === 'Recreate') return { kind: 'recreate' };
  const { surge, unavailable } = fencesOf(workload);
  return { kind: 'rolling', surge, unavailable, availableDuring: Math.max(0, replicas - unavailable) };
}

function fencesOf({ kind, replicas, maxSurge, maxUnavailable }: Workload): { surge: number; unavailable: number } {
  if (kind === 'StatefulSet') {
    return { surge: 0, unavailable: Math.max(1, resolve(maxUnavailable ?? 1, replicas, Math.floor)) };
  }
  const isDeployment = kind === 'Deployment';
  const surge = resolve(maxSurge ?? (isDeployment ? '25%' : 0), replicas, Math.ceil);
  const rounding = isDeployment ? Math.floor : Math.ceil;
  const unavailable = resolve(maxUnavailable ?? (isDeployment ? '25%' : 1), replicas, rounding);
  // Controllers never let both be nothing.
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/** A number, or a percentage of the replicas; anything else counts as nothing. */
export function resolve(value: number | string, replicas: number, rounding: (value: number) => number): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(value)?.[1];
  return percent === undefined ? 0 : rounding((Number(percent) * replicas) / 100);
}
