import type { OwnerReference, PodContainer, PreStop } from '../pod.ts';
import type { WireObject } from './wire-object.ts';

const DESCRIPTION = /^(\S+)(?: (.+))?$/s;

/** The hook that reads back as this one; what a command did beyond its program was never kept. */
function encodePreStop(preStop: PreStop): WireObject | undefined {
  if (preStop.kind === 'none') return undefined;
  if (preStop.kind === 'sleep') {
    const { seconds } = preStop;
    return Number.isInteger(seconds) ? { sleep: { seconds } } : { exec: { command: ['sleep', String(seconds)] } };
  }
  const [, handler, subject] = DESCRIPTION.exec(preStop.description) ?? [];
  if (handler === 'exec') return { exec: { command: subject === undefined ? [] : [subject] } };
  if (handler === 'httpGet') return { httpGet: { path: subject } };
  return handler === 'tcpSocket' ? { tcpSocket: {} } : {};
}

interface EncodedContainers {
  readonly containers: readonly WireObject[];
  readonly initContainers: readonly WireObject[] | undefined;
}

/** Sidecars are init containers that are started again whenever they end. */
export function encodeContainers(all: readonly PodContainer[]): EncodedContainers {
  const sidecars = all.filter((each) => each.sidecar);
  return {
    containers: all.filter((each) => !each.sidecar).map(encodeContainer),
    initContainers:
      sidecars.length === 0
        ? undefined
        : sidecars.map((each) => ({ ...encodeContainer(each), restartPolicy: 'Always' })),
  };
}

function encodeContainer(container: PodContainer): WireObject {
  const preStop = encodePreStop(container.preStop);
  return {
    name: container.name,
    readinessProbe: container.hasReadinessProbe ? {} : undefined,
    lifecycle: preStop && { preStop },
    ports: container.hostPorts.length === 0 ? undefined : container.hostPorts.map((hostPort) => ({ hostPort })),
  };
}

const GROUP_OF_OWNER: Readonly<Record<string, string>> = { Node: 'v1', Job: 'batch/v1' };

export function encodeOwner(owner: OwnerReference | null): readonly WireObject[] | undefined {
  if (owner === null) return undefined;
  const apiVersion = GROUP_OF_OWNER[owner.kind] ?? 'apps/v1';
  return [{ apiVersion, kind: owner.kind, name: owner.name, controller: true }];
}
