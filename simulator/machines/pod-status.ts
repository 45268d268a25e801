import type { World } from '../kernel/world.ts';
import type { Condition } from '../objects/object-meta.ts';
import type { Pod } from '../objects/pod.ts';
import { toTimestamp } from '../objects/timestamps.ts';
import { withCondition } from './conditions.ts';
import type { Machine } from './machine.ts';
import type { PodProcess } from './pod-process.ts';

const set = (conditions: readonly Condition[] | undefined, type: string, status: string, at: string, reason?: string) =>
  withCondition(conditions, {
    type,
    status,
    lastProbeTime: null,
    lastTransitionTime: at,
    reason,
  });

function containerStatuses(pod: Pod, process: PodProcess, ready: boolean, at: string) {
  return pod.spec.containers.map((container, index) => ({
    name: container.name,
    state: { running: { startedAt: pod.status.startTime ?? at } },
    lastState: {},
    ready,
    restartCount: process.restarts,
    image: container.image,
    imageID: '',
    containerID: `containerd://${pod.metadata.uid}-${index}`,
    started: true,
  }));
}

/** The pod as its kubelet reports it once its containers run. */
export function runningPod(world: World, pod: Pod, machine: Machine, process: PodProcess): Pod {
  const at = toTimestamp(world.now);
  let conditions = set(pod.status.conditions, 'PodReadyToStartContainers', 'True', at);
  conditions = set(conditions, 'Initialized', 'True', at);
  conditions = set(conditions, 'Ready', 'False', at, 'ContainersNotReady');
  conditions = set(conditions, 'ContainersReady', 'False', at, 'ContainersNotReady');
  return {
    ...pod,
    status: {
      ...pod.status,
      observedGeneration: 1,
      phase: 'Running',
      conditions,
      hostIP: machine.ip,
      hostIPs: [{ ip: machine.ip }],
      podIP: process.ip,
      podIPs: [{ ip: process.ip }, ...(process.ipv6 === null ? [] : [{ ip: process.ipv6 }])],
      startTime: at,
      containerStatuses: containerStatuses({ ...pod, status: { ...pod.status, startTime: at } }, process, false, at),
      qosClass: 'Burstable',
    },
  };
}

export function withReadiness(world: World, pod: Pod, process: PodProcess, ready: boolean, reason?: string): Pod {
  const at = toTimestamp(world.now);
  const status = ready ? 'True' : 'False';
  const why = ready ? undefined : (reason ?? 'ContainersNotReady');
  const conditions = set(set(pod.status.conditions, 'Ready', status, at, why), 'ContainersReady', status, at, why);
  return {
    ...pod,
    status: { ...pod.status, conditions, containerStatuses: containerStatuses(pod, process, ready, at) },
  };
}

/** The last word about a pod whose containers ended. */
export function endedPod(world: World, pod: Pod, process: PodProcess): Pod {
  const at = toTimestamp(world.now);
  const ended = withReadiness(world, pod, process, false, 'PodCompleted');
  const containers = pod.spec.containers.map((container, index) => ({
    name: container.name,
    state: {
      terminated: { exitCode: 0, reason: 'Completed', startedAt: pod.status.startTime ?? at, finishedAt: at },
    },
    lastState: {},
    ready: false,
    restartCount: process.restarts,
    image: container.image,
    imageID: '',
    containerID: `containerd://${pod.metadata.uid}-${index}`,
    started: false,
  }));
  return { ...ended, status: { ...ended.status, phase: 'Succeeded', containerStatuses: containers } };
}
