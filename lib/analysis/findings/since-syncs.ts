import type { ClusterEvent } from '../../snapshot/cluster-event.ts';
import type { Service } from '../../snapshot/service.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { eventsOf, FAILED, SUCCEEDED } from '../service/settling.ts';
import { secondsBetween } from '../time.ts';

/** The controller waits at most 300 s between two tries; a try itself takes time too. */
const LONGEST_GAP_SECONDS = 600;

/**
 * When the first sync failed of those that fail without a success between them, in milliseconds. Null: no event tells,
 * or one series of events spans a success. docs/model.md "Since when".
 */
export function syncsFailSince(service: Service, model: ClusterModel): number | null {
  const events = eventsOf(service, model);
  const success = Math.max(...lastTimes(events.filter(({ reason }) => SUCCEEDED.has(reason))));
  const failures = events.filter(
    ({ reason, lastAt }) => FAILED.has(reason) && lastAt !== null && Date.parse(lastAt) > success,
  );
  if (failures.length === 0) return null;
  const first = Math.min(
    ...failures.map((event) => (isUnbroken(event) ? Date.parse(event.firstAt ?? '') : Number.NaN)),
  );
  return first > success ? first : null;
}

/** When a Service began to wait for its first address, in milliseconds; null: it may have had one before. */
export function addressPendingSince(service: Service, model: ClusterModel): number | null {
  const events = eventsOf(service, model);
  if (events.some(({ reason }) => SUCCEEDED.has(reason))) return null;
  const became = events.filter(({ reason, message }) => reason === 'Type' && message.endsWith('-> LoadBalancer'));
  if (became.length > 0) return Math.max(...lastTimes(became));
  return service.createdAt === null ? null : Date.parse(service.createdAt);
}

/** A series keeps its first time for as long as it goes on, so a success may hide in a long gap. */
function isUnbroken({ firstAt, lastAt, count }: ClusterEvent): boolean {
  if (firstAt === null || lastAt === null) return false;
  return secondsBetween(firstAt, lastAt) <= LONGEST_GAP_SECONDS * Math.max(0, count - 1);
}

function lastTimes(events: readonly ClusterEvent[]): readonly number[] {
  return events.map(({ lastAt }) => (lastAt === null ? Number.NaN : Date.parse(lastAt)));
}
