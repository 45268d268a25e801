import type { Lease } from '../../snapshot/lease.ts';

/** `stopped`: the node fell behind the newest heartbeat of the cluster. `unknown`: leases were not read, or it has none. */
export type Heartbeat =
  | { readonly state: 'fresh' }
  | { readonly state: 'stopped'; readonly lastAt: string }
  | { readonly state: 'unknown' };

/**
 * Newest heartbeat of the cluster: the clock that leases are compared with, so that a bundle read long after it
 * was taken does not look dead. Milliseconds; null: no lease.
 */
export function newestHeartbeat(leases: readonly Lease[]): number | null {
  let newest: string | null = null;
  for (const { renewedAt } of leases) {
    if (renewedAt === null) continue;
    // The API server writes one fixed format, so text order is time order; other formats are compared as times.
    if (newest === null || isLater(renewedAt, newest)) newest = renewedAt;
  }
  return newest === null ? null : Date.parse(newest);
}

function isLater(a: string, b: string): boolean {
  return a.length === b.length && a.endsWith('Z') && b.endsWith('Z') ? a > b : Date.parse(a) > Date.parse(b);
}

/** docs/model.md "Windows": a lease is renewed every 10 s and lasts 40 s. */
export function heartbeatOf(lease: Lease | undefined, newest: number | null, stoppedSeconds: number): Heartbeat {
  if (lease?.renewedAt == null || newest === null) return { state: 'unknown' };
  const stopped = newest - Date.parse(lease.renewedAt) > stoppedSeconds * 1000;
  return stopped ? { state: 'stopped', lastAt: lease.renewedAt } : { state: 'fresh' };
}
