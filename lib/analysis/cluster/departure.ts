import type { ClusterEvent } from '../../snapshot/cluster-event.ts';
import type { ClusterNode } from '../../snapshot/cluster-node.ts';
import { ageSeconds } from '../time.ts';

export type DepartureKind = 'deleting' | 'autoscaler' | 'eviction-notice' | 'remediator' | 'shutdown' | 'karpenter';

/** A sign that a node is about to leave, or has left: which, since when, and where it was read. */
export interface Departure {
  readonly kind: DepartureKind;
  readonly since: string | null;
  readonly evidence: string;
}

const DEPARTURE_TAINTS: Readonly<Record<string, DepartureKind>> = {
  ToBeDeletedByClusterAutoscaler: 'autoscaler',
  'remediator.kubernetes.azure.com/unschedulable': 'remediator',
  'node.cloudprovider.kubernetes.io/shutdown': 'shutdown',
  'karpenter.sh/disrupted': 'karpenter',
};

export const departureWords: Readonly<Record<DepartureKind, string>> = {
  deleting: 'its Node object is being deleted',
  autoscaler: 'the cluster autoscaler is removing it',
  'eviction-notice': 'Azure announced its eviction',
  remediator: 'AKS is draining it',
  shutdown: 'its VM is stopped',
  karpenter: 'Karpenter is removing it',
};

/** Null: nothing on the Node object says that it is leaving. docs/model.md "Windows". */
export function departureOf(node: ClusterNode): Departure | null {
  if (node.deletedAt !== null) {
    return { kind: 'deleting', since: node.deletedAt, evidence: `Node ${node.name} metadata.deletionTimestamp` };
  }
  for (const taint of node.taints) {
    const kind = DEPARTURE_TAINTS[taint.key];
    if (kind) {
      const since = taint.addedAt ?? unixSeconds(taint.value);
      return { kind, since, evidence: `Node ${node.name} taint ${taint.key}` };
    }
  }
  const scheduled = node.conditions.find((c) => c.type === 'VMEventScheduled' && c.status === 'True');
  if (!scheduled) return null;
  return {
    kind: 'eviction-notice',
    since: scheduled.changedAt,
    evidence: `Node ${node.name} condition VMEventScheduled`,
  };
}

/** The autoscaler writes the time of its decision as the taint's value. */
function unixSeconds(value: string): string | null {
  return /^\d{9,11}$/.test(value) ? new Date(Number(value) * 1000).toISOString() : null;
}

const NOTICE_REASONS = new Set(['PreemptScheduled', 'RedeployScheduled', 'TerminateScheduled']);

/** Latest announcement per node, not older than `noticeSeconds`. */
export function noticedDepartures(
  events: readonly ClusterEvent[],
  now: string,
  noticeSeconds: number,
): ReadonlyMap<string, Departure> {
  const notices = new Map<string, Departure>();
  for (const event of events) {
    if (event.objectKind !== 'Node' || !NOTICE_REASONS.has(event.reason)) continue;
    const age = ageSeconds(event.lastAt, now);
    if (age === null || age > noticeSeconds) continue;
    notices.set(event.objectName, {
      kind: 'eviction-notice',
      since: event.firstAt ?? event.lastAt,
      evidence: `Event ${event.reason} on Node ${event.objectName}`,
    });
  }
  return notices;
}
