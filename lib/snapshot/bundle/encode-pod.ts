import type { Pod, PodContainerState } from '../pod.ts';
import { encodeContainers, encodeOwner } from './encode-container.ts';
import type { WireObject } from './wire-object.ts';

function encodeContainerState(container: PodContainerState): WireObject {
  const { name, ready, restartCount, state } = container;
  return { name, ready, restartCount, state: state === 'running' ? { running: {} } : { waiting: { reason: state } } };
}

export function encodePod(pod: Pod): WireObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace: pod.namespace,
      name: pod.name,
      uid: pod.uid,
      resourceVersion: pod.resourceVersion,
      creationTimestamp: pod.createdAt ?? undefined,
      deletionTimestamp: pod.deletedAt ?? undefined,
      deletionGracePeriodSeconds: pod.deletionGracePeriodSeconds ?? undefined,
      labels: pod.labels,
      ownerReferences: encodeOwner(pod.owner),
    },
    spec: {
      nodeName: pod.nodeName ?? undefined,
      hostNetwork: pod.hostNetwork,
      terminationGracePeriodSeconds: pod.terminationGracePeriodSeconds,
      ...encodeContainers(pod.containers),
    },
    status: {
      phase: pod.phase,
      podIPs: pod.podIPs.map((ip) => ({ ip })),
      conditions: [{ type: 'Ready', status: pod.ready ? 'True' : 'False', lastTransitionTime: pod.readyChangedAt }],
      containerStatuses: pod.containerStates.map(encodeContainerState),
    },
  };
}
