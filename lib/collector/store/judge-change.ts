import type { ClusterEvent } from '../../snapshot/cluster-event.ts';
import type { KubernetesItems, KubernetesKind } from '../../sources/kubernetes/kubernetes-listener.ts';
import type { Urgency } from './urgency.ts';

/** Fields that change while nothing happens: a kubelet of a healthy node writes its status every five minutes. */
const ROUTINE_FIELDS = new Set(['resourceVersion', 'heartbeatAt']);

/** How much a changed object matters; undefined before: it is new; null after: it is gone. */
export function judgeChange<K extends KubernetesKind>(
  kind: K,
  before: KubernetesItems[K] | undefined,
  after: KubernetesItems[K] | null,
): Urgency {
  if (before === undefined && after === null) return 'none';
  if (kind === 'events') return judgeEvent(after ?? before);
  if (before === undefined || after === null) return 'news';
  return meaningOf(before) === meaningOf(after) ? 'routine' : 'news';
}

function meaningOf(object: unknown): string {
  return JSON.stringify(object, (key: string, value: unknown) => (ROUTINE_FIELDS.has(key) ? undefined : value));
}

/** Of a node's events only announcements decide anything; what else happened to it shows on the Node itself. */
function judgeEvent(event: unknown): Urgency {
  return isClusterEvent(event) && event.objectKind === 'Node' && !event.reason.endsWith('Scheduled')
    ? 'routine'
    : 'news';
}

function isClusterEvent(value: unknown): value is ClusterEvent {
  return typeof value === 'object' && value !== null && 'objectKind' in value && 'reason' in value;
}
