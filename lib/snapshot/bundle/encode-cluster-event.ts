import type { ClusterEvent } from '../cluster-event.ts';
import type { WireObject } from './wire-object.ts';

export function encodeClusterEvent(event: ClusterEvent): WireObject {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    involvedObject: {
      kind: event.objectKind,
      namespace: event.objectNamespace ?? undefined,
      name: event.objectName,
    },
    type: event.type,
    reason: event.reason,
    message: event.message,
    source: { component: event.component },
    count: event.count,
    firstTimestamp: event.firstAt,
    lastTimestamp: event.lastAt,
  };
}
