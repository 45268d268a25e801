import type { Service } from '../../snapshot/service.ts';
import { controllerSecurityRules } from '../azure/controller-security-rules.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { isReadBehind, isSettling, lastSyncFailure } from './settling.ts';

/**
 * Whether the security groups were read after all that the controller has done for the Service. They are read seldom,
 * and without events nobody knows when it was at work. docs/model.md "Security rules".
 */
export function isSecuritySettled(service: Service, model: ClusterModel): boolean {
  return (
    model.snapshot.kubernetes.events !== null &&
    !isGroupBehind(service, model) &&
    !isSettling(service, model) &&
    lastSyncFailure(service, model) === null
  );
}

/** Milliseconds. A read changes no object, so as long as one is due the Service is looked at each time. */
export function securityMoments(service: Service, model: ClusterModel): readonly number[] {
  if (controllerSecurityRules(model.snapshot) === null || !isGroupBehind(service, model)) return [];
  return [Date.parse(model.snapshot.takenAt)];
}

function isGroupBehind(service: Service, model: ClusterModel): boolean {
  const read = groupsReadAt(model);
  if (read === null) return true;
  const isYounger = service.createdAt !== null && Date.parse(service.createdAt) > read;
  return isYounger || isReadBehind(service, model, 'networkSecurityGroups');
}

/** Milliseconds; null: nothing says when. */
export function groupsReadAt({ snapshot }: ClusterModel): number | null {
  const { resources, observedAt } = snapshot.sources.azure;
  const read = resources.find(({ resource }) => resource === 'networkSecurityGroups')?.observedAt ?? observedAt;
  return read === null ? null : Date.parse(read);
}
