import type { Lease } from '../../../snapshot/lease.ts';

/**
 * Names of nodes whose heartbeat is more than `stoppedSeconds` older than the newest of the cluster. Compared with
 * each other and not with our clock, which may differ from the cluster's.
 */
export function stoppedHeartbeats(leases: Iterable<Lease>, stoppedSeconds: number): ReadonlySet<string> {
  const renewed = [...leases].flatMap(({ nodeName, renewedAt }) => {
    const renewedAtMs = renewedAt === null ? Number.NaN : Date.parse(renewedAt);
    return Number.isNaN(renewedAtMs) ? [] : [{ nodeName, renewedAtMs }];
  });
  const newestMs = renewed.reduce((newest, { renewedAtMs }) => Math.max(newest, renewedAtMs), Number.NEGATIVE_INFINITY);
  const stopped = renewed.filter(({ renewedAtMs }) => newestMs - renewedAtMs > stoppedSeconds * 1000);
  return new Set(stopped.map(({ nodeName }) => nodeName));
}
