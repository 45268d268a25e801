import { z } from 'zod';
import type { ClusterEvent } from '../cluster-event.ts';
import { kubernetesParser } from './kubernetes-parser.ts';
import { count, identity, text, timestamp } from './wire-fields.ts';

const objectReference = z.object({ kind: identity, namespace: text, name: identity }).nullish();
const component = z.object({ component: text }).nullish();

/** core/v1, events.k8s.io/v1, and the short form that names only the Service it is about. */
const schema = z
  .object({
    metadata: z.object({ creationTimestamp: timestamp }).nullish(),
    involvedObject: objectReference,
    regarding: objectReference,
    object: identity.nullish(),
    type: text,
    reason: text,
    message: text,
    note: text,
    source: component,
    deprecatedSource: component,
    reportingComponent: text,
    reportingController: text,
    count,
    deprecatedCount: count,
    series: z.object({ count, lastObservedTime: timestamp }).nullish(),
    eventTime: timestamp,
    firstTimestamp: timestamp,
    deprecatedFirstTimestamp: timestamp,
    lastTimestamp: timestamp,
    deprecatedLastTimestamp: timestamp,
  })
  .refine((wire) => wire.involvedObject || wire.regarding || wire.object, {
    path: ['involvedObject'],
    message: 'expected the object the event is about',
  });

type WireEvent = z.output<typeof schema>;

function objectOf(wire: WireEvent): Pick<ClusterEvent, 'objectKind' | 'objectNamespace' | 'objectName'> {
  const reference = wire.involvedObject ?? wire.regarding;
  if (!reference) return { objectKind: 'Service', objectNamespace: null, objectName: wire.object ?? '' };
  return { objectKind: reference.kind, objectNamespace: reference.namespace || null, objectName: reference.name };
}

function componentOf(wire: WireEvent): string {
  return (
    wire.source?.component ||
    wire.deprecatedSource?.component ||
    wire.reportingComponent ||
    wire.reportingController ||
    ''
  );
}

function toClusterEvent(wire: WireEvent): ClusterEvent {
  const only = wire.eventTime ?? wire.metadata?.creationTimestamp ?? null;
  return {
    ...objectOf(wire),
    // A type this code does not know is shown rather than hidden among the normal ones.
    type: (wire.type || 'Normal') === 'Normal' ? 'Normal' : 'Warning',
    reason: wire.reason ?? '',
    message: wire.message ?? wire.note ?? '',
    component: componentOf(wire),
    count: wire.series?.count || wire.count || wire.deprecatedCount || 1,
    firstAt: wire.firstTimestamp ?? wire.deprecatedFirstTimestamp ?? only,
    lastAt: wire.series?.lastObservedTime ?? wire.lastTimestamp ?? wire.deprecatedLastTimestamp ?? only,
  };
}

export const parseClusterEvent = kubernetesParser('Event', schema, toClusterEvent);
