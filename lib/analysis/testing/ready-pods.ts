import type { Pod } from '../../snapshot/pod.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/** The snapshot with a pod behind each endpoint, ready since then. */
export function withReadyPods(snapshot: Snapshot, readyChangedAt: string): Snapshot {
  const endpoints = (snapshot.kubernetes.endpointSlices ?? []).flatMap((slice) => slice.endpoints);
  const pods = endpoints.map(
    ({ address, nodeName, podName }): Pod => ({
      namespace: 'shop',
      name: podName ?? '',
      uid: podName ?? '',
      resourceVersion: '1',
      createdAt: readyChangedAt,
      deletedAt: null,
      deletionGracePeriodSeconds: null,
      labels: { app: 'web' },
      owner: null,
      nodeName,
      podIPs: [address],
      hostNetwork: false,
      phase: 'Running',
      ready: true,
      readyChangedAt,
      terminationGracePeriodSeconds: 30,
      containers: [],
      containerStates: [],
    }),
  );
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, pods } };
}
