import type { ListedFinding } from '../../report/finding.ts';
import type { ClusterEvent } from '../../snapshot/cluster-event.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { analyze } from '../analyze.ts';
import { NOW } from './world.ts';

/** The findings of one code. */
export function found(snapshot: Snapshot, code: string): readonly ListedFinding[] {
  return analyze(snapshot).findings.filter((finding) => finding.code === code);
}

/** An instant before that of test snapshots. */
export function ago(seconds: number): string {
  return new Date(Date.parse(NOW) - seconds * 1000).toISOString();
}

/** The snapshot with events of the Service `shop/web`, oldest first. */
export function withEvents(snapshot: Snapshot, events: readonly Partial<ClusterEvent>[]): Snapshot {
  const complete = events.map((event) => ({
    objectKind: 'Service',
    objectNamespace: 'shop',
    objectName: 'web',
    type: 'Normal' as const,
    reason: '',
    message: '',
    component: 'service-controller',
    count: 1,
    firstAt: event.lastAt ?? NOW,
    lastAt: NOW,
    ...event,
  }));
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, events: complete } };
}
