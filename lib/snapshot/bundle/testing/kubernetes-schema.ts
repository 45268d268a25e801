import { z } from 'zod';
import type { KubernetesPart } from '../../kubernetes-part.ts';
import type { PreStop } from '../../pod.ts';
import { hostRouteSchema } from './host-route-schema.ts';

/**
 * What a snapshot may hold, exactly: no other field, no wrong type, no time that is none. Tests hold the output of
 * parsers against it.
 */
export const nonEmpty = z.string().min(1);
export const orNull = <S extends z.ZodType>(schema: S) => schema.nullable();
export const stringMap = z.record(z.string(), z.string());
export const portNumber = z.int().min(0).max(65_535);
export const family = z.enum(['IPv4', 'IPv6']);

const count = z.int().min(0);
const intOrString = z.union([z.string(), z.int()]);
const protocol = z.enum(['TCP', 'UDP', 'SCTP']);

/** Stricter than the type: it must be a moment. */
export const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'not a time');

const meta = { namespace: nonEmpty, name: nonEmpty, resourceVersion: z.string() };
const owner = z.strictObject({ kind: z.string(), name: z.string() });

const preStop: z.ZodType<PreStop> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('sleep'), seconds: z.number().min(0) }),
  z.strictObject({ kind: z.literal('unknown'), description: nonEmpty }),
]);

const container = z.strictObject({
  name: nonEmpty,
  preStop,
  hasReadinessProbe: z.boolean(),
  sidecar: z.boolean(),
  hostPorts: z.array(portNumber),
});

const service = z.strictObject({
  ...meta,
  uid: nonEmpty,
  createdAt: orNull(instant),
  deletedAt: orNull(instant),
  finalizers: z.array(z.string()),
  gateway: orNull(nonEmpty),
  annotations: stringMap,
  externalTrafficPolicy: z.enum(['Cluster', 'Local']),
  internalTrafficPolicy: z.enum(['Cluster', 'Local']),
  healthCheckNodePort: orNull(portNumber.min(1)),
  sessionAffinity: z.enum(['None', 'ClientIP']),
  sessionAffinityTimeoutSeconds: orNull(count),
  ports: z.array(
    z.strictObject({
      name: z.string(),
      protocol,
      port: portNumber,
      targetPort: intOrString,
      nodePort: portNumber,
      appProtocol: orNull(z.string()),
    }),
  ),
  selector: orNull(stringMap),
  loadBalancerIP: orNull(nonEmpty),
  loadBalancerClass: orNull(z.string()),
  loadBalancerSourceRanges: z.array(z.string()),
  allocateLoadBalancerNodePorts: z.boolean(),
  publishNotReadyAddresses: z.boolean(),
  trafficDistribution: orNull(z.string()),
  ipFamilies: z.array(family),
  externalIPs: z.array(z.string()),
  ingress: z.array(z.strictObject({ ip: orNull(nonEmpty), hostname: orNull(nonEmpty), ipMode: orNull(z.string()) })),
});

const endpointSlice = z.strictObject({
  ...meta,
  serviceName: nonEmpty,
  family,
  ports: z.array(z.strictObject({ name: z.string(), protocol, port: portNumber.min(1) })),
  endpoints: z.array(
    z.strictObject({
      address: nonEmpty,
      ready: z.boolean(),
      serving: z.boolean(),
      terminating: z.boolean(),
      nodeName: orNull(nonEmpty),
      zone: orNull(z.string()),
      podNamespace: orNull(z.string()),
      podName: orNull(nonEmpty),
      hintZones: z.array(z.string()),
      hintNodes: z.array(z.string()),
    }),
  ),
  turns: z.record(z.string(), instant),
});

const clusterNode = z.strictObject({
  name: nonEmpty,
  uid: nonEmpty,
  resourceVersion: z.string(),
  createdAt: orNull(instant),
  deletedAt: orNull(instant),
  labels: stringMap,
  taints: z.array(z.strictObject({ key: nonEmpty, value: z.string(), effect: z.string(), addedAt: orNull(instant) })),
  providerId: orNull(nonEmpty),
  internalIPs: z.array(z.string()),
  unschedulable: z.boolean(),
  conditions: z.array(
    z.strictObject({
      type: nonEmpty,
      status: z.enum(['True', 'False', 'Unknown']),
      reason: z.string(),
      message: z.string(),
      changedAt: orNull(instant),
      heartbeatAt: orNull(instant),
    }),
  ),
  podCidrs: z.array(z.string()),
  kubeletVersion: orNull(nonEmpty),
});

const pod = z.strictObject({
  ...meta,
  uid: nonEmpty,
  createdAt: orNull(instant),
  deletedAt: orNull(instant),
  deletionGracePeriodSeconds: orNull(count),
  labels: stringMap,
  owner: orNull(owner),
  nodeName: orNull(nonEmpty),
  podIPs: z.array(z.string()),
  hostNetwork: z.boolean(),
  phase: nonEmpty,
  ready: z.boolean(),
  readyChangedAt: orNull(instant),
  terminationGracePeriodSeconds: count,
  containers: z.array(container),
  containerStates: z.array(
    z.strictObject({ name: nonEmpty, ready: z.boolean(), restartCount: count, state: nonEmpty }),
  ),
});

const expressions = z.array(z.strictObject({ key: z.string(), operator: z.string(), values: z.array(z.string()) }));
const selector = orNull(z.strictObject({ matchLabels: stringMap, matchExpressions: expressions }));

const podTemplate = z.strictObject({
  labels: stringMap,
  terminationGracePeriodSeconds: count,
  hostNetwork: z.boolean(),
  nodeSelector: stringMap,
  nodeTerms: z.array(z.strictObject({ matchExpressions: expressions, matchFields: expressions })),
  tolerations: z.array(
    z.strictObject({
      key: orNull(nonEmpty),
      operator: nonEmpty,
      value: orNull(z.string()),
      effect: orNull(nonEmpty),
    }),
  ),
  antiAffinity: z.array(
    z.strictObject({ topologyKey: z.string(), required: z.boolean(), matchLabelKeys: z.array(z.string()), selector }),
  ),
  topologySpread: z.array(
    z.strictObject({
      topologyKey: z.string(),
      maxSkew: count,
      whenUnsatisfiable: z.string(),
      nodeTaintsPolicy: orNull(z.string()),
      minDomains: orNull(count),
      matchLabelKeys: z.array(z.string()),
      selector,
    }),
  ),
  containers: z.array(container),
});

const workload = z.strictObject({
  ...meta,
  kind: z.enum(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']),
  uid: nonEmpty,
  owner: orNull(owner),
  selector: stringMap,
  replicas: count,
  readyReplicas: count,
  updatedReplicas: count,
  minReadySeconds: count,
  strategy: z.string(),
  maxSurge: orNull(intOrString),
  maxUnavailable: orNull(intOrString),
  template: podTemplate,
});

const disruptionBudget = z.strictObject({
  ...meta,
  selector: stringMap,
  expressions,
  minAvailable: orNull(intOrString),
  maxUnavailable: orNull(intOrString),
  disruptionsAllowed: count,
  currentHealthy: count,
  desiredHealthy: count,
  expectedPods: count,
});

const autoscaler = z.strictObject({
  ...meta,
  target: owner,
  minReplicas: count,
  maxReplicas: count,
  currentReplicas: count,
});

const networkPolicy = z.strictObject({
  ...meta,
  podSelector: stringMap,
  expressions,
  isolatesIngress: z.boolean(),
  ingress: z.array(
    z.strictObject({
      from: z.array(
        z.strictObject({
          cidr: orNull(z.string()),
          except: z.array(z.string()),
          hasPodSelector: z.boolean(),
          hasNamespaceSelector: z.boolean(),
        }),
      ),
      ports: z.array(z.strictObject({ protocol: z.string(), port: orNull(intOrString), endPort: orNull(z.int()) })),
    }),
  ),
});

const clusterEvent = z.strictObject({
  objectKind: nonEmpty,
  objectNamespace: orNull(nonEmpty),
  objectName: nonEmpty,
  type: z.enum(['Normal', 'Warning']),
  reason: z.string(),
  message: z.string(),
  component: z.string(),
  count: z.int().min(1),
  firstAt: orNull(instant),
  lastAt: orNull(instant),
});

const lease = z.strictObject({
  nodeName: nonEmpty,
  resourceVersion: z.string(),
  renewedAt: orNull(instant),
  durationSeconds: count,
});

export const kubernetesSchema: z.ZodType<KubernetesPart> = z.strictObject({
  services: orNull(z.array(service)),
  endpointSlices: orNull(z.array(endpointSlice)),
  nodes: orNull(z.array(clusterNode)),
  pods: orNull(z.array(pod)),
  workloads: orNull(z.array(workload)),
  disruptionBudgets: orNull(z.array(disruptionBudget)),
  autoscalers: orNull(z.array(autoscaler)),
  networkPolicies: orNull(z.array(networkPolicy)),
  hostRoutes: orNull(z.array(hostRouteSchema)),
  events: orNull(z.array(clusterEvent)),
  leases: orNull(z.array(lease)),
});
