import type { Service, TrafficPolicy } from '../../snapshot/service.ts';

/** Stands for the health-check node port that a Service does not have yet; never a real port. */
export const UNALLOCATED_PORT = -1;

/** The Service as it would be under a policy. */
export function withPolicy(service: Service, policy: TrafficPolicy): Service {
  if (service.externalTrafficPolicy === policy) return service;
  const healthCheckNodePort = policy === 'Local' ? (service.healthCheckNodePort ?? UNALLOCATED_PORT) : null;
  return { ...service, externalTrafficPolicy: policy, healthCheckNodePort };
}
