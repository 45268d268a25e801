import { CREATED_AT, TAKEN_AT } from './arm-ids.ts';
import type { PlannedNode } from './plan-nodes.ts';
import type { PlannedState } from './plan-services.ts';

export interface PlannedPod {
  readonly number: number;
  readonly namespace: string;
  readonly app: string;
  readonly templateHash: string;
  readonly name: string;
  readonly uid: string;
  readonly ip: string;
  readonly node: PlannedNode;
  readonly state: PlannedState;
}

/** A pod of a Deployment with one container, as the API server prints it without managedFields. */
export function rawPod(pod: PlannedPod): Record<string, unknown> {
  const leaving = pod.state === 'serving-terminating';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: pod.name,
      generateName: `${pod.app}-${pod.templateHash}-`,
      namespace: pod.namespace,
      uid: pod.uid,
      resourceVersion: String(1_000_000 + pod.number),
      creationTimestamp: CREATED_AT,
      ...(leaving ? { deletionTimestamp: TAKEN_AT, deletionGracePeriodSeconds: 60 } : {}),
      labels: {
        app: pod.app,
        'app.kubernetes.io/part-of': pod.namespace,
        'pod-template-hash': pod.templateHash,
        'topology.kubernetes.io/region': 'westeurope',
        'topology.kubernetes.io/zone': pod.node.zone,
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          blockOwnerDeletion: true,
          controller: true,
          kind: 'ReplicaSet',
          name: `${pod.app}-${pod.templateHash}`,
          uid: pod.uid,
        },
      ],
    },
    spec: podSpec(pod),
    status: podStatus(pod),
  };
}

function podSpec(pod: PlannedPod): Record<string, unknown> {
  const tokenVolume = `kube-api-access-${pod.name.slice(-5)}`;
  return {
    containers: [container(pod, tokenVolume)],
    dnsPolicy: 'ClusterFirst',
    enableServiceLinks: true,
    nodeName: pod.node.name,
    preemptionPolicy: 'PreemptLowerPriority',
    priority: 0,
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: { runAsNonRoot: true },
    serviceAccount: 'default',
    serviceAccountName: 'default',
    terminationGracePeriodSeconds: 60,
    tolerations: [
      { effect: 'NoExecute', key: 'node.kubernetes.io/not-ready', operator: 'Exists', tolerationSeconds: 300 },
      { effect: 'NoExecute', key: 'node.kubernetes.io/unreachable', operator: 'Exists', tolerationSeconds: 300 },
    ],
    volumes: [
      {
        name: tokenVolume,
        projected: {
          defaultMode: 420,
          sources: [
            { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
            { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
          ],
        },
      },
    ],
  };
}

function container(pod: PlannedPod, tokenVolume: string): Record<string, unknown> {
  return {
    name: pod.app,
    image: `shop.azurecr.io/${pod.app}:2026.11.3`,
    imagePullPolicy: 'IfNotPresent',
    env: [
      { name: 'POD_IP', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } } },
      { name: 'LISTEN', value: ':8080' },
    ],
    lifecycle: { preStop: { sleep: { seconds: 20 } } },
    ports: [
      { name: 'http', containerPort: 8080, protocol: 'TCP' },
      { name: 'https', containerPort: 8443, protocol: 'TCP' },
    ],
    readinessProbe: {
      failureThreshold: 3,
      httpGet: { path: '/ready', port: 'http', scheme: 'HTTP' },
      periodSeconds: 5,
      successThreshold: 1,
      timeoutSeconds: 1,
    },
    resources: { limits: { memory: '256Mi' }, requests: { cpu: '100m', memory: '256Mi' } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    volumeMounts: [{ mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: tokenVolume, readOnly: true }],
  };
}

function podStatus(pod: PlannedPod): Record<string, unknown> {
  const ready = pod.state === 'not-ready' ? 'False' : 'True';
  return {
    phase: 'Running',
    hostIP: pod.node.ip,
    hostIPs: [{ ip: pod.node.ip }],
    podIP: pod.ip,
    podIPs: [{ ip: pod.ip }],
    qosClass: 'Burstable',
    startTime: CREATED_AT,
    conditions: [
      condition('PodReadyToStartContainers', 'True'),
      condition('Initialized', 'True'),
      condition('Ready', ready),
      condition('ContainersReady', ready),
      condition('PodScheduled', 'True'),
    ],
    containerStatuses: [
      {
        name: pod.app,
        containerID: `containerd://${pod.uid.replaceAll('-', '')}${pod.uid.replaceAll('-', '')}`,
        image: `shop.azurecr.io/${pod.app}:2026.11.3`,
        imageID: `shop.azurecr.io/${pod.app}@sha256:${pod.uid.replaceAll('-', '').padEnd(64, '0')}`,
        lastState: {},
        ready: ready === 'True',
        restartCount: 0,
        started: true,
        state: { running: { startedAt: CREATED_AT } },
      },
    ],
  };
}

function condition(type: string, status: string): Record<string, unknown> {
  return { type, status, lastProbeTime: null, lastTransitionTime: CREATED_AT };
}
