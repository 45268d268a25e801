import { randomHex } from '../kernel/random-names.ts';
import type { World } from '../kernel/world.ts';
import type { KubeObject } from '../objects/object-meta.ts';
import { toTimestamp } from '../objects/timestamps.ts';
import { newMeta, put } from './object-life.ts';

export interface EventText {
  readonly type?: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly component: string;
  readonly host?: string;
}

/** Writes an event about an object; the same words about the same object again only count up. */
export function recordEvent(world: World, about: KubeObject, text: EventText): void {
  const namespace = about.metadata.namespace ?? 'default';
  const at = toTimestamp(world.now);
  const known = world.store
    .indexed('events', 'about', about.metadata.uid)
    .find((event) => event.reason === text.reason && event.message === text.message);
  if (known !== undefined) {
    put(world, 'events', { ...known, count: (known.count ?? 1) + 1, lastTimestamp: at });
    return;
  }
  put(world, 'events', {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: newMeta(world, { name: `${about.metadata.name}.${randomHex(world.random, 16)}`, namespace }),
    involvedObject: {
      kind: about.kind,
      namespace: about.metadata.namespace,
      name: about.metadata.name,
      uid: about.metadata.uid,
      apiVersion: about.apiVersion,
      resourceVersion: about.metadata.resourceVersion,
    },
    reason: text.reason,
    message: text.message,
    source: { component: text.component, ...(text.host === undefined ? {} : { host: text.host }) },
    firstTimestamp: at,
    lastTimestamp: at,
    count: 1,
    type: text.type ?? 'Normal',
    eventTime: null,
    reportingComponent: text.component,
    reportingInstance: text.host ?? '',
  });
}
