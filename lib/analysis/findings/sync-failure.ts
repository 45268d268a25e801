import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { lastSyncFailure } from '../service/settling.ts';

/** Why the cloud controller refuses a Service, by its own event or by what it is known to refuse. */
export interface SyncFailure {
  readonly message: string;
  readonly source: string;
  readonly known: 'measured' | 'computed';
  readonly isPortConflict: boolean;
}

const PORT_CONFLICT = /referenced by an existing loadBalancing rule/i;

/** Null: the last sync did not fail, and nothing says that it would. */
export function syncFailureOf(service: ServiceModel, model: ClusterModel): SyncFailure | null {
  const event = lastSyncFailure(service.service, model);
  if (event) {
    return {
      message: event.message,
      source: `Event ${event.reason}`,
      known: 'measured',
      isPortConflict: PORT_CONFLICT.test(event.message),
    };
  }
  if (service.expected.kind !== 'invalid') return null;
  const { annotation, message } = service.expected.error;
  return {
    message: `${annotation}: ${message}`,
    source: `Service ${service.key}`,
    known: 'computed',
    isPortConflict: false,
  };
}
