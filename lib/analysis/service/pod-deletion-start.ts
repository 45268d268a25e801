import type { Pod } from '../../snapshot/pod.ts';

/** When a pod began to terminate, in milliseconds: its deletionTimestamp is the end of the grace period. Null: it does not. */
export function podDeletionStart(pod: Pod): number | null {
  if (pod.deletedAt === null) return null;
  const graceSeconds = pod.deletionGracePeriodSeconds ?? pod.terminationGracePeriodSeconds;
  return Date.parse(pod.deletedAt) - graceSeconds * 1000;
}
