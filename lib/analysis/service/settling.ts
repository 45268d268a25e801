import type { ClusterEvent } from '../../snapshot/cluster-event.ts';
import type { Service } from '../../snapshot/service.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { ageSeconds } from '../time.ts';

export const FAILED = new Set(['SyncLoadBalancerFailed', 'UpdateLoadBalancerFailed', 'CreatingLoadBalancerFailed']);
export const SUCCEEDED = new Set(['EnsuredLoadBalancer', 'UpdatedLoadBalancer']);

/** Events of this Service in their order; an event that names no namespace belongs to every Service of that name. */
export function eventsOf(service: Service, model: ClusterModel): readonly ClusterEvent[] {
  return (model.serviceEvents.get(service.name) ?? []).filter(
    (event) => event.objectNamespace === null || event.objectNamespace === service.namespace,
  );
}

/** The last failed sync that no later success followed; null: none. docs/model.md "Drift". */
export function lastSyncFailure(service: Service, model: ClusterModel): ClusterEvent | null {
  let failure: ClusterEvent | null = null;
  for (const event of inOrder(eventsOf(service, model))) {
    if (FAILED.has(event.reason)) failure = event;
    else if (SUCCEEDED.has(event.reason)) failure = null;
  }
  return failure;
}

/** The controller is at a sync, or may still be at its first: too early to call anything missing or different. */
export function isSettling(service: Service, model: ClusterModel): boolean {
  if (service.deletedAt !== null || isSyncing(service, model) || isAzureBehind(service, model)) return true;
  if (service.ingress.length > 0) return false;
  const age = ageSeconds(service.createdAt, model.snapshot.takenAt);
  if (age === null || age >= model.settings.reconcileSeconds) return false;
  return !eventsOf(service, model).some((event) => FAILED.has(event.reason) || SUCCEEDED.has(event.reason));
}

/**
 * The controller has finished a sync since Azure was last read, so what is known of Azure is from before it.
 * docs/model.md "Drift".
 */
export function isAzureBehind(service: Service, model: ClusterModel): boolean {
  return isReadBehind(service, model, 'loadBalancers');
}

/** The same of one resource of Azure: some are read more seldom than others. */
export function isReadBehind(
  service: Service,
  model: ClusterModel,
  name: 'loadBalancers' | 'networkSecurityGroups',
): boolean {
  const last = lastSyncEvent(service, model);
  if (last === null || last.lastAt === null || !SUCCEEDED.has(last.reason)) return false;
  const { resources, observedAt } = model.snapshot.sources.azure;
  const read = resources.find(({ resource }) => resource === name)?.observedAt ?? observedAt;
  return read !== null && Date.parse(read) < Date.parse(last.lastAt);
}

/** The last word of the controller on its syncs: that one began, failed or succeeded. Null: none. */
export function lastSyncEvent(service: Service, model: ClusterModel): ClusterEvent | null {
  const last = inOrder(eventsOf(service, model)).findLast(
    ({ reason }) => reason === 'EnsuringLoadBalancer' || FAILED.has(reason) || SUCCEEDED.has(reason),
  );
  return last ?? null;
}

/** The latest event of this reason about the Service; null: none. */
export function lastEventOf(service: Service, model: ClusterModel, reason: string): ClusterEvent | null {
  return inOrder(eventsOf(service, model)).findLast((event) => event.reason === reason) ?? null;
}

/** Its last word is that it began, and that is not long ago. */
function isSyncing(service: Service, model: ClusterModel): boolean {
  const last = lastSyncEvent(service, model);
  const age = last?.reason === 'EnsuringLoadBalancer' ? ageSeconds(last.lastAt, model.snapshot.takenAt) : null;
  return age !== null && age < model.settings.reconcileSeconds;
}

function inOrder(events: readonly ClusterEvent[]): readonly ClusterEvent[] {
  if (events.some((event) => event.lastAt === null)) return events;
  return events.toSorted((a, b) => Date.parse(a.lastAt ?? '') - Date.parse(b.lastAt ?? ''));
}
