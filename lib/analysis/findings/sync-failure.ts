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

interface Decoded {
  readonly pattern: RegExp;
  readonly meaning: string;
  readonly remedy: string;
}

const DECODED: readonly Decoded[] = [
  {
    pattern: /TooManyRequests|\b429\b|RetryAfter|throttl/i,
    meaning: 'Azure throttles the controller',
    remedy: 'Wait for the time Azure names and reduce churn; each retry uses the same budget.',
  },
  {
    pattern: /AuthorizationFailed|does not have authorization|LinkedAuthorizationFailed/i,
    meaning: 'the cluster identity lacks a right',
    remedy: 'Grant the cluster identity Network Contributor on the resource group the message names.',
  },
  {
    pattern: /health.probe|minimum value of|total probe should be less/i,
    meaning: 'a probe setting is invalid',
    remedy: 'Correct the annotation: interval at least 5, number of probes at least 2, their product below 120.',
  },
  {
    pattern: /PublicIPCountLimitReached|QuotaExceeded|limit.*reached/i,
    meaning: 'a quota is used up',
    remedy: 'Raise the quota or free public IPs.',
  },
  { pattern: /SCTP/, meaning: 'SCTP is not possible here', remedy: 'Use an internal load balancer for SCTP.' },
  {
    pattern: /subnet/i,
    meaning: 'the subnet is full, missing or not allowed',
    remedy: 'Check the name in azure-load-balancer-internal-subnet and the free addresses of the subnet.',
  },
];

/** A controller message in plain words. */
export function decodeSyncFailure(message: string): { readonly meaning: string; readonly remedy: string } {
  return (
    DECODED.find((entry) => entry.pattern.test(message)) ?? {
      meaning: 'the controller refuses the Service',
      remedy: 'Read the message; it names the object and the reason.',
    }
  );
}
