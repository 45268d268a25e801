import type { BlastRadius, PodState, PolicyNode, PolicyPod, PolicyReport } from '../../lib/report/policy-report.ts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';

/** One machine of a made-up cluster, with what the policies make of it. */
export interface SampleNode {
  readonly name: string;
  readonly pool: string;
  readonly zone: string | null;
  readonly spot?: boolean;
  readonly ready?: boolean;
  readonly inPool?: boolean;
  /** Azure counts it as up although the machine is gone: its connections die. */
  readonly dead?: boolean;
  /** Azure counts it as down although it is well. */
  readonly marked?: 'down';
  readonly pods?: readonly PodState[];
}

/** A policy report over made-up machines, with the shares of a load balancer that spreads evenly. */
export function samplePolicy(nodes: readonly SampleNode[], policy: TrafficPolicy): PolicyReport {
  const usable = nodes.flatMap((node) => (node.pods ?? []).filter((state) => state === 'ready').map(() => node));
  const up = nodes.filter((node) => isUp(node, policy));
  const entry = up.length === 0 ? 0 : 1 / up.length;
  const pods: PolicyPod[] = nodes.flatMap((node, nodeIndex) =>
    (node.pods ?? []).map((state, podIndex) => ({
      namespace: 'shop',
      name: `checkout-7d9f6c5b8-${nodeIndex.toString(36).padStart(3, 'x')}${podIndex}`,
      ip: `10.244.${nodeIndex}.${podIndex + 4}`,
      node: node.name,
      state,
      answers: node.dead === true ? 'no' : 'yes',
      share: podShare(node, state, policy, up, usable),
    })),
  );
  const reached = pods.reduce((sum, pod) => sum + pod.share, 0);
  return {
    nodes: nodes.map((node, index) => policyNode(node, index, policy, up.includes(node) ? entry : 0)),
    pods,
    lostShare: up.length === 0 ? 1 : Math.max(0, 1 - reached),
    suspectShare: 0,
    crossNodeShare: policy === 'Cluster' ? Math.max(0, reached - entry) : 0,
    crossZoneShare: policy === 'Cluster' ? reached * 0.66 : 0,
    clientIpPreserved: policy === 'Local',
    expectedProbeKnown: 'computed',
    imbalance: imbalance(pods),
    blastRadius: up.map((node) => blastRadius(node, entry, policy, usable)),
    variants: [],
  };
}

function isUp(node: SampleNode, policy: TrafficPolicy): boolean {
  if (node.inPool === false || node.marked === 'down') return false;
  return policy === 'Cluster' || node.dead === true || (node.pods ?? []).includes('ready');
}

function policyNode(node: SampleNode, index: number, policy: TrafficPolicy, share: number): PolicyNode {
  const forwards = policy === 'Cluster' || (node.pods ?? []).includes('ready');
  const expected = policy === 'Cluster' ? node.dead !== true : (node.pods ?? []).includes('ready');
  return {
    name: node.name,
    ip: `10.224.0.${index + 4}`,
    pool: node.pool,
    zone: node.zone,
    spot: node.spot ?? false,
    ready: node.ready ?? true,
    silent: node.dead ?? false,
    inPool: node.inPool ?? true,
    expectedProbe: expected ? 'up' : 'down',
    forwards: node.dead === true || !forwards ? 'drop' : 'accept',
    share,
  };
}

function podShare(
  node: SampleNode,
  state: PodState,
  policy: TrafficPolicy,
  up: readonly SampleNode[],
  usable: readonly SampleNode[],
): number {
  if (state !== 'ready' || up.length === 0 || node.dead === true) return 0;
  const alive = up.filter((other) => other.dead !== true).length;
  if (policy === 'Cluster') return alive / up.length / usable.length;
  if (!up.includes(node)) return 0;
  return 1 / up.length / (node.pods ?? []).filter((other) => other === 'ready').length;
}

function imbalance(pods: readonly PolicyPod[]) {
  const ready = pods.filter((pod) => pod.state === 'ready').map((pod) => pod.share);
  const most = Math.max(0, ...ready);
  const least = Math.min(1, ...ready);
  if (most === 0) return { hottestPodFactor: null, maxOverMin: null, usableCapacity: null };
  const factor = most * ready.length;
  return {
    hottestPodFactor: factor,
    maxOverMin: least === 0 ? null : most / least,
    usableCapacity: Math.min(1, 1 / factor),
  };
}

function blastRadius(
  node: SampleNode,
  entry: number,
  policy: TrafficPolicy,
  usable: readonly SampleNode[],
): BlastRadius {
  const own = usable.length === 0 ? 0 : usable.filter((other) => other === node).length / usable.length;
  return {
    node: node.name,
    atRiskWhileProbed: policy === 'Local' ? entry : 1 - (1 - entry) * (1 - own),
    atRiskUntilEndpointsRemoved: policy === 'Local' ? 0 : own,
    windowSeconds: [10, 15],
    windowEndpointsSeconds: 50,
  };
}
