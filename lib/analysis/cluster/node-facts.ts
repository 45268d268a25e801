import type { ClusterNode, Taint } from '../../snapshot/cluster-node.ts';
import { machineKey } from '../../snapshot/machine-key.ts';
import { type Departure, departureOf } from './departure.ts';
import type { Heartbeat } from './heartbeat.ts';
import { lastingTaints } from './lasting-taints.ts';

export type ReadyCondition = 'True' | 'False' | 'Unknown';

/** What the analysis needs of one node, read once. A `ghost` is a pool member without a Node object. */
export interface NodeFacts {
  readonly name: string;
  readonly ghost: boolean;
  readonly ip: string | null;
  readonly ips: readonly string[];
  /** AKS node pool; null without the label. */
  readonly agentPool: string | null;
  /** Label value as kube-proxy compares it with hints; null without the label. */
  readonly zoneLabel: string | null;
  /** Availability zone; null for a node without one (Azure writes a fault domain number there). */
  readonly zone: string | null;
  readonly spot: boolean;
  readonly ready: ReadyCondition;
  /** When condition Ready last changed. */
  readonly readyChangedAt: string | null;
  readonly heartbeat: Heartbeat;
  /** Nobody hears from the node: Ready=Unknown, or its heartbeat stopped. */
  readonly lost: boolean;
  /** Null: nothing says that the node is leaving. */
  readonly departure: Departure | null;
  /** kube-proxy's /healthz answers 200 as far as the Node object decides. */
  readonly kubeProxyEligible: boolean;
  readonly machineKey: string | null;
  readonly createdAt: string | null;
  readonly labels: Readonly<Record<string, string>>;
  /** Those that keep pods away for good. */
  readonly taints: readonly Pick<Taint, 'key' | 'value' | 'effect'>[];
  readonly podCidrs: readonly string[];
}

export const AUTOSCALER_TAINT = 'ToBeDeletedByClusterAutoscaler';

const SPOT_LABELS: readonly (readonly [string, string])[] = [
  ['kubernetes.azure.com/priority', 'spot'],
  ['kubernetes.azure.com/scalesetpriority', 'spot'],
  ['karpenter.sh/capacity-type', 'spot'],
];

/** docs/model.md "Names and join": node labels that name pool, zone and priority. */
export function nodeFacts(node: ClusterNode, heartbeat: Heartbeat, noticed: Departure | null): NodeFacts {
  const condition = node.conditions.find(({ type }) => type === 'Ready');
  const ready = condition?.status ?? 'Unknown';
  const zoneLabel = node.labels['topology.kubernetes.io/zone'] ?? null;
  // Without the condition nobody has said anything of the node, good or bad.
  const lost = condition?.status === 'Unknown' || heartbeat.state === 'stopped';
  return {
    name: node.name,
    ghost: false,
    ip: node.internalIPs[0] ?? null,
    ips: node.internalIPs,
    agentPool: node.labels['kubernetes.azure.com/agentpool'] ?? node.labels.agentpool ?? null,
    zoneLabel,
    zone: availabilityZone(zoneLabel),
    spot: SPOT_LABELS.some(([label, value]) => node.labels[label]?.toLowerCase() === value),
    ready,
    readyChangedAt: condition?.changedAt ?? null,
    heartbeat,
    lost,
    departure: departureOf(node) ?? noticed,
    kubeProxyEligible: node.deletedAt === null && !node.taints.some((taint) => taint.key === AUTOSCALER_TAINT),
    machineKey: machineKey(node.providerId),
    createdAt: node.createdAt,
    labels: node.labels,
    taints: lastingTaints(node.taints),
    podCidrs: node.podCidrs,
  };
}

/** `<region>-<n>` is a zone; anything else (a fault domain number) is none. */
export function availabilityZone(label: string | null): string | null {
  return label !== null && /^[a-z][a-z0-9]*-\d+$/i.test(label) ? label : null;
}

/** Its verdict may differ from that of an ordinary pool member. */
export function isNoteworthy(node: NodeFacts): boolean {
  return node.lost || node.departure !== null || node.ready !== 'True' || !node.kubeProxyEligible;
}

export function byNodeName(a: NodeFacts, b: NodeFacts): number {
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}
