import { z } from 'zod';
import type { LabelSelector } from '../../objects/object-meta.ts';
import type { Pod } from '../../objects/pod.ts';
import type { HorizontalPodAutoscaler } from '../../objects/policy.ts';
import type { Service } from '../../objects/service.ts';
import { fromTimestamp } from '../../objects/timestamps.ts';

/** `45s`, `12m`, `3h5m`, `2d`: an age as kubectl writes it. */
export function ageOf(timestamp: string | undefined, now: number): string {
  const since = fromTimestamp(timestamp);
  if (since === Number.NEGATIVE_INFINITY) return '<unknown>';
  const seconds = Math.max(0, Math.floor((now - since) / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (seconds < 120) return `${seconds}s`;
  if (minutes < 10) return seconds % 60 === 0 ? `${minutes}m` : `${minutes}m${seconds % 60}s`;
  if (hours < 3) return `${minutes}m`;
  if (hours < 8) return minutes % 60 === 0 ? `${hours}h` : `${hours}h${minutes % 60}m`;
  return hours < 48 ? `${hours}h` : `${Math.floor(hours / 24)}d`;
}

/** What stands in the STATUS column of a pod. */
export function podStatus(pod: Pod): string {
  if (pod.metadata.deletionTimestamp !== undefined) return 'Terminating';
  if (pod.status.phase === 'Succeeded') return 'Completed';
  if (pod.status.phase === 'Failed') return pod.status.reason ?? 'Error';
  const waiting = pod.status.containerStatuses
    ?.map((one) => waitingReason(one.state))
    .find((reason) => reason !== undefined);
  if (waiting !== undefined) return waiting;
  return pod.status.phase === 'Pending' && pod.spec.nodeName !== undefined ? 'ContainerCreating' : pod.status.phase;
}

function waitingReason(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null || !('waiting' in state)) return undefined;
  const { waiting } = state;
  return typeof waiting === 'object' && waiting !== null && 'reason' in waiting ? String(waiting.reason) : undefined;
}

export const restartsOf = (pod: Pod): string =>
  `${pod.status.containerStatuses?.reduce((sum, one) => sum + one.restartCount, 0) ?? 0}`;

export function ingressOf(service: Service): string {
  if (service.spec.type !== 'LoadBalancer') return '<none>';
  const ips = (service.status.loadBalancer.ingress ?? []).flatMap((entry) => entry.ip ?? []);
  return ips.length === 0 ? '<pending>' : ips.join(',');
}

export const portsOf = (service: Service): string =>
  service.spec.ports
    .map((port) => (port.nodePort ? `${port.port}:${port.nodePort}/${port.protocol}` : `${port.port}/${port.protocol}`))
    .join(',') || '<none>';

export function selectorText(selector: LabelSelector): string {
  const equal = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  return equal.length === 0 ? '<none>' : equal.join(',');
}

const usedSchema = z.object({ resource: z.object({ current: z.object({ averageUtilization: z.number() }) }) });

/** `cpu: 45%/80%`: what is used of what is asked for, and what it should be. */
export function targetsOf({ spec, status }: HorizontalPodAutoscaler): string {
  const used = usedSchema.safeParse(status.currentMetrics?.[0]);
  const target = spec.metrics?.find((one) => one.resource !== undefined)?.resource;
  const wanted = target?.target.averageUtilization;
  return `${target?.name ?? 'cpu'}: ${used.success ? `${used.data.resource.current.averageUtilization}%` : '<unknown>'}/${wanted ?? 80}%`;
}
