import type { PodContainer, PreStop } from '../../snapshot/pod.ts';
import type { PodDisruptionBudget } from '../../snapshot/pod-disruption-budget.ts';
import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { PodTemplate, TopologySpreadConstraint, Workload } from '../../snapshot/workload.ts';
import { analyze } from '../analyze.ts';
import { testNode, testService, testSnapshot } from './world.ts';

/** The label by which the Service selects the pods, and the workload spreads them. */
const LABELS = { app: 'web' };
const OWN = { matchLabels: LABELS, matchExpressions: [] };

export function testContainer(preStop: PreStop, changes: Partial<PodContainer> = {}): PodContainer {
  return { name: 'web', preStop, hasReadinessProbe: true, sidecar: false, hostPorts: [], ...changes };
}

export function testSpread(
  topologyKey: string,
  changes: Partial<TopologySpreadConstraint> = {},
): TopologySpreadConstraint {
  return {
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: 'ScheduleAnyway',
    nodeTaintsPolicy: 'Honor',
    minDomains: null,
    matchLabelKeys: ['pod-template-hash'],
    selector: OWN,
    ...changes,
  };
}

/** Anti-affinity that keeps any two pods of the workload on different nodes. */
export const ONE_PER_NODE: PodTemplate['antiAffinity'] = [
  { topologyKey: 'kubernetes.io/hostname', required: true, matchLabelKeys: [], selector: OWN },
];

/** A pod template with nothing to say against it. */
export function testTemplate(changes: Partial<PodTemplate> = {}): PodTemplate {
  return {
    labels: LABELS,
    terminationGracePeriodSeconds: 60,
    hostNetwork: false,
    nodeSelector: {},
    nodeTerms: [],
    tolerations: [],
    antiAffinity: [],
    topologySpread: [testSpread('kubernetes.io/hostname'), testSpread('topology.kubernetes.io/zone')],
    containers: [testContainer({ kind: 'sleep', seconds: 20 })],
    ...changes,
  };
}

/** A Deployment with nothing to say against it. */
export function testWorkload(changes: Partial<Workload> = {}, template: Partial<PodTemplate> = {}): Workload {
  return {
    kind: 'Deployment',
    namespace: 'shop',
    name: 'web',
    uid: 'uid-workload',
    resourceVersion: '1',
    owner: null,
    selector: LABELS,
    replicas: 3,
    readyReplicas: 3,
    updatedReplicas: 3,
    minReadySeconds: 15,
    strategy: 'RollingUpdate',
    maxSurge: 1,
    maxUnavailable: 0,
    template: testTemplate(template),
    ...changes,
  };
}

export function testBudget(changes: Partial<PodDisruptionBudget> = {}): PodDisruptionBudget {
  return {
    namespace: 'shop',
    name: 'web',
    resourceVersion: '1',
    selector: LABELS,
    expressions: [],
    minAvailable: null,
    maxUnavailable: 1,
    disruptionsAllowed: 1,
    currentHealthy: 3,
    desiredHealthy: 2,
    expectedPods: 3,
    ...changes,
  };
}

/** Service shop/web on three nodes of three zones, with a pod on each; all of it well built, but for what is changed. */
export function rolloutWorld(
  workload: Workload | null,
  service: Partial<Service> = { externalTrafficPolicy: 'Local' },
  kubernetes: Partial<Snapshot['kubernetes']> = {},
): Snapshot {
  const names = ['n0', 'n1', 'n2'];
  const snapshot = testSnapshot({
    nodes: names.map((name, index) => testNode(name, index)),
    services: [testService('web', service)],
    endpoints: { web: names.map((node) => ({ node })) },
  });
  const workloads = workload === null ? [] : [workload];
  return {
    ...snapshot,
    kubernetes: { ...snapshot.kubernetes, workloads, disruptionBudgets: [testBudget()], ...kubernetes },
  };
}

export function findingsOf(snapshot: Snapshot, code: string) {
  return analyze(snapshot).findings.filter((finding) => finding.code === code);
}

export function codesOf(snapshot: Snapshot): readonly string[] {
  return analyze(snapshot).findings.map((finding) => finding.code);
}
