import fc from 'fast-check';
import type { HorizontalPodAutoscaler } from '../../horizontal-pod-autoscaler.ts';
import type { NetworkPolicy } from '../../network-policy.ts';
import type { Pod, PodContainer, PreStop } from '../../pod.ts';
import type { PodDisruptionBudget } from '../../pod-disruption-budget.ts';
import type { PodTemplate, Workload, WorkloadKind } from '../../workload.ts';
import {
  count,
  instant,
  intOrPercent,
  ipAddress,
  labels,
  maybe,
  name,
  namespace,
  nodeName,
  owner,
  port,
  resourceVersion,
  some,
  uid,
} from './arbitrary-fields.ts';

const preStop: fc.Arbitrary<PreStop> = fc.oneof(
  fc.constant<PreStop>({ kind: 'none' }),
  fc.constantFrom(0, 5, 15, 0.5, 2.25).map((seconds): PreStop => ({ kind: 'sleep', seconds })),
  fc
    .constantFrom('exec', 'exec sleep', 'exec /bin/sh', 'httpGet /', 'httpGet /drain now', 'tcpSocket', 'no handler')
    .map((description): PreStop => ({ kind: 'unknown', description })),
);

const container: fc.Arbitrary<PodContainer> = fc.record({
  name,
  preStop,
  hasReadinessProbe: fc.boolean(),
  sidecar: fc.boolean(),
  hostPorts: some(port, 1),
});

/** Sidecars come first, as they start. */
const containers = some(container, 2).map((all) => all.toSorted((a, b) => Number(b.sidecar) - Number(a.sidecar)));

const expression = fc.record({
  key: fc.constantFrom('tier', 'zone'),
  operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
  values: fc.constantFrom(['a', 'b'], ['x', 'y', 'z']),
});

const selector = maybe(fc.record({ matchLabels: labels, matchExpressions: some(expression, 2) }));

export const pod: fc.Arbitrary<Pod> = fc.record({
  namespace,
  name,
  uid,
  resourceVersion,
  createdAt: maybe(instant),
  deletedAt: maybe(instant),
  deletionGracePeriodSeconds: maybe(count),
  labels,
  owner: maybe(owner),
  nodeName: maybe(nodeName),
  podIPs: some(ipAddress, 2),
  hostNetwork: fc.boolean(),
  phase: fc.constantFrom('Pending', 'Running', 'Failed', 'Unknown'),
  ready: fc.boolean(),
  readyChangedAt: maybe(instant),
  terminationGracePeriodSeconds: count,
  containers,
  containerStates: some(
    fc.record({
      name,
      ready: fc.boolean(),
      restartCount: count,
      state: fc.constantFrom('running', 'waiting', 'CrashLoopBackOff', 'Completed'),
    }),
    2,
  ),
});

const topologyKey = fc.constantFrom('kubernetes.io/hostname', 'topology.kubernetes.io/zone');
const matchLabelKeys = some(fc.constant('pod-template-hash'), 1);

const antiAffinityTerm = fc.record({ topologyKey, matchLabelKeys, selector });

const antiAffinity = fc
  .tuple(some(antiAffinityTerm, 2), some(antiAffinityTerm, 2))
  .map(([required, preferred]) => [
    ...required.map((term) => ({ ...term, required: true })),
    ...preferred.map((term) => ({ ...term, required: false })),
  ]);

const podTemplate: fc.Arbitrary<PodTemplate> = fc.record({
  labels,
  terminationGracePeriodSeconds: count,
  hostNetwork: fc.boolean(),
  nodeSelector: labels,
  nodeTerms: some(fc.record({ matchExpressions: some(expression, 2), matchFields: some(expression, 1) }), 2),
  tolerations: some(
    fc.record({
      key: maybe(fc.constant('kubernetes.azure.com/scalesetpriority')),
      operator: fc.constantFrom('Equal', 'Exists'),
      value: maybe(fc.constantFrom('', 'spot')),
      effect: maybe(fc.constant('NoSchedule')),
    }),
    2,
  ),
  antiAffinity,
  topologySpread: some(
    fc.record({
      topologyKey,
      maxSkew: count,
      whenUnsatisfiable: fc.constantFrom('DoNotSchedule', 'ScheduleAnyway'),
      nodeTaintsPolicy: maybe(fc.constant('Honor')),
      minDomains: maybe(count),
      matchLabelKeys,
      selector,
    }),
    2,
  ),
  containers,
});

const WORKLOAD_KINDS: readonly WorkloadKind[] = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'];

/** A ReplicaSet has no strategy of its own. */
function withStrategyOfKind(workload: Workload): Workload {
  return workload.kind === 'ReplicaSet'
    ? { ...workload, strategy: '', maxSurge: null, maxUnavailable: null }
    : workload;
}

const workload: fc.Arbitrary<Workload> = fc
  .record({
    kind: fc.constantFrom(...WORKLOAD_KINDS),
    namespace,
    name,
    uid,
    resourceVersion,
    owner: maybe(owner),
    selector: labels,
    replicas: count,
    readyReplicas: count,
    updatedReplicas: count,
    minReadySeconds: count,
    strategy: fc.constantFrom('RollingUpdate', 'Recreate', 'OnDelete'),
    maxSurge: maybe(intOrPercent),
    maxUnavailable: maybe(intOrPercent),
    template: podTemplate,
  })
  .map(withStrategyOfKind);

/** In the order of their kinds, as a bundle keeps them. */
export const workloads: fc.Arbitrary<Workload[]> = fc
  .uniqueArray(workload, { selector: (each) => `${each.kind} ${each.namespace}/${each.name}`, maxLength: 5 })
  .map((all) => all.toSorted((a, b) => WORKLOAD_KINDS.indexOf(a.kind) - WORKLOAD_KINDS.indexOf(b.kind)));

export const disruptionBudget: fc.Arbitrary<PodDisruptionBudget> = fc.record({
  namespace,
  name,
  resourceVersion,
  selector: labels,
  expressions: some(expression, 2),
  minAvailable: maybe(intOrPercent),
  maxUnavailable: maybe(intOrPercent),
  disruptionsAllowed: count,
  currentHealthy: count,
  desiredHealthy: count,
  expectedPods: count,
});

export const autoscaler: fc.Arbitrary<HorizontalPodAutoscaler> = fc.record({
  namespace,
  name,
  resourceVersion,
  target: owner,
  minReplicas: count,
  maxReplicas: count,
  currentReplicas: count,
});

const peer = fc
  .record({ cidr: maybe(fc.constant('10.0.0.0/8')), hasPodSelector: fc.boolean(), hasNamespaceSelector: fc.boolean() })
  .chain((fields) =>
    some(fc.constant('10.1.0.0/16'), 1).map((except) => ({ ...fields, except: fields.cidr === null ? [] : except })),
  );

export const networkPolicy: fc.Arbitrary<NetworkPolicy> = fc.record({
  namespace,
  name,
  resourceVersion,
  podSelector: labels,
  expressions: some(expression, 2),
  isolatesIngress: fc.boolean(),
  ingress: some(
    fc.record({
      from: some(peer, 2),
      ports: some(
        fc.record({
          protocol: fc.constantFrom('TCP', 'UDP'),
          port: maybe(fc.oneof(port, fc.constant('http'))),
          endPort: maybe(port),
        }),
        2,
      ),
    }),
    2,
  ),
});
