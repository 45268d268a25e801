import type { Lease } from '../../snapshot/lease.ts';
import { secondsBetween } from '../time.ts';

/** `stopped`: the node fell behind the newest heartbeat of the cluster. `unknown`: leases were not read, or it has none. */
export type Heartbeat =
  | { readonly state: 'fresh' }
  | { readonly state: 'stopped'; readonly lastAt: string }
  | { readonly state: 'unknown' };

/**
 * Newest heartbeat of the cluster: the clock that leases are compared with, so that a bundle read long after it
 * was taken does not look dead. Null: no lease.
 */
export function newestHeartbeat(leases: readonly Lease[]): string | null {
  let newest: string | null = null;
  for (const { renewedAt } of leases) {
    if (renewedAt === null) continue;
    // The API server writes one fixed format, so text order is time order; other formats are compared as times.
    if (newest === null || isLater(renewedAt, newest)) newest = renewedAt;
  }
  return newest;
}

function isLater(a: string, b: string): boolean {
  return a.length === b.length && a.endsWith('Z') && b.endsWith('Z') ? a > b : Date.parse(a) > Date.parse(b);
}

/** docs/model.md "Windows": a lease is renewed every 10 s and lasts 40 s. */
export function heartbeatOf(lease: Lease | undefined, newest: string | null, stoppedSeconds: number): Heartbeat {
  if (lease?.renewedAt == null || newest === null) return { state: 'unknown' };
  const stopped = secondsBetween(lease.renewedAt, newest) > stoppedSeconds;
  return stopped ? { state: 'stopped', lastAt: lease.renewedAt } : { state: 'fresh' };
}
