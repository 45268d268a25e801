import { z } from 'zod';
import type { PodContainer } from '../pod.ts';
import { preStopHook, toPreStop } from './pre-stop.ts';
import { identity, listOf, portNumber, presence, text } from './wire-fields.ts';

const NO_PORTS: readonly number[] = [];
const MOST_SHARED = 20_000;

const container = z.object({
  name: identity,
  readinessProbe: presence,
  lifecycle: z.object({ preStop: preStopHook }).nullish(),
  ports: listOf(z.object({ hostPort: portNumber.nullish() })),
  restartPolicy: text,
});

export const containers = listOf(container);

function toContainer(wire: z.output<typeof container>, sidecar: boolean): PodContainer {
  const hostPorts = (wire.ports ?? []).flatMap(({ hostPort }) => (hostPort ? [hostPort] : []));
  return {
    name: wire.name,
    preStop: toPreStop(wire.lifecycle?.preStop),
    hasReadinessProbe: wire.readinessProbe !== null && wire.readinessProbe !== undefined,
    sidecar,
    hostPorts: hostPorts.length === 0 ? NO_PORTS : hostPorts,
  };
}

/** Init containers that run to their end before the others start are left out. */
export function toPodContainers(
  wire: z.output<typeof containers>,
  init: z.output<typeof containers>,
): readonly PodContainer[] {
  const sidecars = (init ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return shared([
    ...sidecars.map((each) => toContainer(each, true)),
    ...(wire ?? []).map((each) => toContainer(each, false)),
  ]);
}

const known = new Map<string, readonly PodContainer[]>();

/** The pods of a workload are alike: they hold one list between them. */
function shared(list: readonly PodContainer[]): readonly PodContainer[] {
  const key = JSON.stringify(list);
  const same = known.get(key);
  if (same !== undefined) return same;
  if (known.size >= MOST_SHARED) known.clear();
  known.set(key, list);
  return list;
}
