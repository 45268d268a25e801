import type { Lease } from '../../snapshot/lease.ts';
import { secondsBetween } from '../time.ts';

/** `unknown`: leases were not read, or this node has none. Age in seconds behind the newest heartbeat of the cluster. */
export type Heartbeat =
  | { readonly state: 'fresh'; readonly ageSeconds: number }
  | { readonly state: 'stopped'; readonly ageSeconds: number; readonly lastAt: string }
  | { readonly state: 'unknown' };

/**
 * Newest heartbeat of the cluster: the clock that leases are compared with, so that a bundle read long after it
 * was taken does not look dead. Null: no lease.
 */
export function newestHeartbeat(leases: readonly Lease[]): string | null {
  let newest: string | null = null;
  for (const lease of leases) {
    if (lease.renewedAt === null) continue;
    if (newest === null || Date.parse(lease.renewedAt) > Date.parse(newest)) newest = lease.renewedAt;
  }
  return newest;
}

/** docs/model.md "Windows": a lease is renewed every 10 s and lasts 40 s. */
export function heartbeatOf(lease: Lease | undefined, newest: string | null, stoppedSeconds: number): Heartbeat {
  if (lease?.renewedAt == null || newest === null) return { state: 'unknown' };
  const ageSeconds = Math.max(0, secondsBetween(lease.renewedAt, newest));
  return ageSeconds > stoppedSeconds
    ? { state: 'stopped', ageSeconds, lastAt: lease.renewedAt }
    : { state: 'fresh', ageSeconds };
}
