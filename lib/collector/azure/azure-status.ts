import type { ResourceStatus, SourceStatus } from '../../snapshot/source-status.ts';
import { markOverdue, sourceStatus } from '../publish/source-status.ts';
import type { TimedStatus } from './azure-reader.ts';

/** Without load balancers nothing of Azure's side can be said. */
const REQUIRED = ['loadBalancers'];

export function azureStatus(statuses: readonly TimedStatus[], nowMs: number): SourceStatus {
  return sourceStatus(
    statuses.map(({ status, cadenceSeconds }) => markOverdue(status, cadenceSeconds, nowMs)),
    REQUIRED,
  );
}

/** What Azure's probes say; nodes themselves are not asked on this side. */
export function probesStatus({ status, cadenceSeconds }: TimedStatus, nowMs: number): SourceStatus {
  const observed: ResourceStatus = {
    resource: 'observed',
    state: 'absent',
    observedAt: null,
    error: null,
    denied: null,
  };
  return sourceStatus([markOverdue(status, cadenceSeconds, nowMs), observed], ['ruleHealth']);
}

/** Both sources while there is no connection to Azure. Error null: none is wanted. */
export function unconnected(trouble: Pick<ResourceStatus, 'state' | 'error' | 'denied'>): SourceStatus {
  const { state, error } = trouble;
  return { state, observedAt: null, error, resources: [{ resource: 'managedCluster', observedAt: null, ...trouble }] };
}
