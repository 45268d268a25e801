import { z } from 'zod';
import type { PodContainer } from '../pod.ts';
import { preStopHook, toPreStop } from './pre-stop.ts';
import { identity, listOf, presence } from './wire-fields.ts';

export const containers = listOf(
  z.object({
    name: identity,
    readinessProbe: presence,
    lifecycle: z.object({ preStop: preStopHook }).nullish(),
  }),
);

export function toPodContainers(wire: z.output<typeof containers>): readonly PodContainer[] {
  return (wire ?? []).map((container) => ({
    name: container.name,
    preStop: toPreStop(container.lifecycle?.preStop),
    hasReadinessProbe: container.readinessProbe !== null && container.readinessProbe !== undefined,
  }));
}
