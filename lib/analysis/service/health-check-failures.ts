import type { ClusterEvent } from '../../snapshot/cluster-event.ts';
import type { Service } from '../../snapshot/service.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { ageSeconds } from '../time.ts';
import { eventsOf } from './settling.ts';

export const HEALTH_CHECK_FAILED = 'FailedToStartServiceHealthcheck';

/**
 * What kube-proxies say of a health-check node port that they cannot open, as long as it counts. They try again at each
 * sync, so an old event is over. docs/model.md "Health-check node port".
 */
export function healthCheckFailures(service: Service, model: ClusterModel): readonly ClusterEvent[] {
  return eventsOf(service, model).filter(({ reason, lastAt }) => {
    const age = reason === HEALTH_CHECK_FAILED ? ageSeconds(lastAt, model.snapshot.takenAt) : null;
    return age !== null && age <= model.settings.noticeSeconds;
  });
}

/** When they stop to count; milliseconds. */
export function healthCheckFailureMoments(service: Service, model: ClusterModel): readonly number[] {
  return healthCheckFailures(service, model).map(
    ({ lastAt }) => Date.parse(lastAt ?? '') + model.settings.noticeSeconds * 1000,
  );
}
