import type { Service } from '../../snapshot/service.ts';
import { acknowledgementsOf } from '../acknowledgements/list-findings.ts';
import { DELETION_SECONDS } from '../azure/deletion-seconds.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { drainingWindowSeconds, terminatingSince } from './draining-node.ts';
import { healthCheckFailureMoments } from './health-check-failures.ts';
import { poolLagMoments } from './pool-lag.ts';
import type { PortModel } from './port-model.ts';
import { securityMoments } from './security-settled.ts';
import { eventsOf } from './settling.ts';
import { settlingMoments } from './settling-nodes.ts';

/**
 * When what is said of a Service may change without any object changing: a grace period, a draining window or the
 * use of an answer or an acknowledgement ends. Milliseconds; null: never.
 */
export function reconsiderAt(service: Service, ports: readonly PortModel[], model: ClusterModel): number | null {
  const { reconcileSeconds, observationSeconds } = model.settings;
  const moments: number[] = [];
  if (service.ingress.length === 0 && service.createdAt !== null) {
    moments.push(Date.parse(service.createdAt) + reconcileSeconds * 1000);
  }
  if (service.deletedAt !== null) moments.push(Date.parse(service.deletedAt) + DELETION_SECONDS * 1000);
  for (const port of ports) moments.push(...poolLagMoments(service, port, model));
  moments.push(...healthCheckFailureMoments(service, model), ...securityMoments(service, model));
  for (const event of eventsOf(service, model)) {
    if (event.reason !== 'EnsuringLoadBalancer' || event.lastAt === null) continue;
    moments.push(Date.parse(event.lastAt) + reconcileSeconds * 1000);
  }
  for (const port of ports) {
    const windowMs = drainingWindowSeconds(port, model) * 1000;
    for (const endpoint of port.endpoints) {
      if (!endpoint.state.endsWith('terminating')) continue;
      const since = terminatingSince(endpoint, model);
      if (since !== null) moments.push(since + windowMs);
    }
    for (const { observedAt } of port.observations.values()) {
      moments.push(Date.parse(observedAt) + observationSeconds * 1000);
    }
  }
  if (service.externalTrafficPolicy === 'Local') {
    const slices = model.slicesByService?.get(`${service.namespace}/${service.name}`);
    moments.push(...settlingMoments(slices ?? [], ports, model));
  }
  for (const { probe } of ports) {
    if (probe === null) continue;
    for (const answers of model.observedByPort.get(probe.port)?.values() ?? []) {
      moments.push(Date.parse(answers.at(-1)?.at ?? '') + observationSeconds * 1000);
    }
  }
  for (const { until } of acknowledgementsOf(service, model.settings.acknowledgements)) moments.push(Date.parse(until));
  const now = Date.parse(model.snapshot.takenAt);
  const coming = moments.filter((at) => at >= now);
  return coming.length === 0 ? null : Math.min(...coming);
}
