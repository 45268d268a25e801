import type { Lease } from '../../../snapshot/lease.ts';
import type { Clock } from '../clock.ts';
import { stoppedHeartbeats } from './stopped-heartbeats.ts';

/** Heartbeats that all go on say nothing new: told this often so that their times do not look old. */
const RETELL_MS = 60_000;

/**
 * Makes the function that says whether heartbeats are worth telling: a node came or went, one stopped or started
 * again, or a minute has passed.
 */
export function createHeartbeatNews(
  clock: Clock,
  stoppedSeconds: number,
): (leases: ReadonlyMap<string, Lease>) => boolean {
  let told = '';
  let toldAtMs = Number.NEGATIVE_INFINITY;
  return (leases) => {
    const stopped = stoppedHeartbeats(leases.values(), stoppedSeconds);
    const meaning = JSON.stringify([[...leases.keys()].sort(), [...stopped].sort()]);
    if (meaning === told && clock.now() - toldAtMs < RETELL_MS) return false;
    told = meaning;
    toldAtMs = clock.now();
    return true;
  };
}
