import type { Pod } from '../objects/pod.ts';

const SLEEP = /(?:^|[\s;&/])sleep\s+(\d+(?:\.\d+)?)/;

/** Seconds the longest preStop hook of a pod takes: the native sleep, or a `sleep` in an exec command. */
export function preStopSeconds(pod: Pod): number {
  let longest = 0;
  for (const container of pod.spec.containers) {
    const preStop = container.lifecycle?.preStop;
    const command = preStop?.exec?.command?.join(' ') ?? '';
    const slept = preStop?.sleep?.seconds ?? Number(SLEEP.exec(command)?.[1] ?? 0);
    longest = Math.max(longest, slept);
  }
  return longest;
}

export interface Termination {
  readonly sigtermAt: number;
  readonly exitAt: number;
}

/** kubelet gives a container that a preStop hook left no time at least this. */
const LAST_GRACE_MS = 2_000;

/** When a pod that is being deleted gets SIGTERM and when its process is gone, milliseconds. */
export function terminationOf(deletedAt: number, graceSeconds: number, pod: Pod, exitSeconds: number): Termination {
  const graceEnd = deletedAt + graceSeconds * 1000;
  const wanted = deletedAt + preStopSeconds(pod) * 1000;
  const sigtermAt = Math.min(wanted, graceEnd);
  const killAt = wanted >= graceEnd && graceSeconds > 0 ? graceEnd + LAST_GRACE_MS : graceEnd;
  return { sigtermAt, exitAt: Math.min(sigtermAt + exitSeconds * 1000, killAt) };
}
