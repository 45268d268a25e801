import type { IpFamily, Service, ServicePort, TrafficPolicy } from '../../snapshot/service.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { PoolModel } from '../cluster/pool-model.ts';
import { type ForwardingTable, forwardingTable } from '../endpoints/forwarding-table.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';
import type { ProbeConfig } from '../policy/probe-config.ts';
import { type ProbeExpectation, probeExpectation } from '../policy/probe-expectation.ts';
import { emptyRotation, type Rotation, type RotationOverrides, rotationOf } from '../policy/rotation.ts';
import { goneEndpoints, type Traffic, trafficOf } from '../policy/traffic.ts';
import type { Observations } from './observation.ts';
import type { ServiceModel } from './service-model.ts';

/** Where the connections of one (port, family) go under one policy. */
export interface PolicyModel {
  readonly policy: TrafficPolicy;
  /** The probe under this policy; null: none. */
  readonly probe: ProbeConfig | null;
  readonly expectation: ProbeExpectation;
  readonly table: ForwardingTable;
  readonly rotation: Rotation;
  readonly traffic: Traffic;
  /** Packets of the rule match nothing on any node. */
  readonly blocked: boolean;
}

export interface PolicyQuestion {
  readonly model: ClusterModel;
  readonly parts: Omit<ServiceModel, 'ports' | 'reconsiderAt'>;
  /** The Service under this policy. */
  readonly service: Service;
  readonly port: ServicePort;
  readonly family: IpFamily;
  readonly endpoints: readonly ServiceEndpoint[];
  readonly endpointsOf: (port: ServicePort, family: IpFamily) => readonly ServiceEndpoint[];
  readonly probe: ProbeConfig | null;
  readonly pool: PoolModel;
  readonly hasRule: boolean;
  readonly blocked: boolean;
  readonly observations: Observations;
}

export function policyModel(question: PolicyQuestion): PolicyModel {
  const { model, parts, service, endpoints, probe, pool, blocked } = question;
  const policy = service.externalTrafficPolicy;
  const table = forwardingTable(endpoints, policy);
  const expectation = probeExpectation({
    probe,
    service,
    policy,
    healthCheckNodePort: service.healthCheckNodePort,
    sharedProbePort: model.config.sharedProbe?.port ?? null,
    readyNodes: parts.readyNodes,
    tableOf: (port) =>
      port === question.port ? table : forwardingTable(question.endpointsOf(port, question.family), policy),
    goneOf: (port) => goneEndpoints(question.endpointsOf(port, question.family)),
  });
  const overrides = rotationOverrides(pool, question.observations);
  const rotation = question.hasRule
    ? rotationOf(pool, expectation, overrides, probe?.allProbedUp ?? false, model)
    : emptyRotation(pool);
  const traffic = trafficOf(rotation, table, endpoints, model.nodesByName, blocked);
  return { policy, probe, expectation, table, rotation, traffic, blocked };
}

/** docs/model.md "Probes": an admin state beats the probe; what was seen beats what is expected. */
function rotationOverrides(pool: PoolModel, observations: Observations): RotationOverrides {
  const overrides = new Map<string, 'up' | 'down'>();
  for (const [node, observation] of observations) {
    if (observation.state !== 'inconclusive') overrides.set(node, observation.state === 'up' ? 'up' : 'down');
  }
  for (const [node, state] of pool.adminStates) overrides.set(node, state === 'Up' ? 'up' : 'down');
  return overrides;
}
