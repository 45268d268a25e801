import type { NetworkPolicy } from '../../snapshot/network-policy.ts';
import type { IpFamily, Service, ServicePort, TrafficPolicy } from '../../snapshot/service.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import type { PoolModel } from '../cluster/pool-model.ts';
import { type ForwardingTable, forwardingTable } from '../endpoints/forwarding-table.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';
import { lazily } from '../lazily.ts';
import { nodesMeetingOwnPods } from '../policy/own-node-reach.ts';
import type { ProbeConfig } from '../policy/probe-config.ts';
import { type ProbeExpectation, probeExpectation } from '../policy/probe-expectation.ts';
import { emptyRotation, type Rotation, type RotationOverrides, rotationOf } from '../policy/rotation.ts';
import { goneEndpoints, type Reach, type Traffic, trafficOf } from '../policy/traffic.ts';
import type { Observations } from './observation.ts';
import { shuttingPolicies } from './policy-reach.ts';
import { type ProbeBlock, probeBlock } from './probe-block.ts';
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
  /** What the nodes would answer if no security rule kept the probe out. */
  readonly answerable: ProbeExpectation;
  /** A security rule keeps the probe out, whatever the nodes would answer; null: none is known to. */
  readonly probeBlock: ProbeBlock | null;
  /** NetworkPolicies that shut the pods to what comes through the load balancer; empty: none is known to. */
  readonly shutBy: readonly NetworkPolicy[];
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
  /** No client gets as far as the nodes. */
  readonly clientsOut: boolean;
  /** Some node of the rule was seen up: its probe gets through. */
  readonly probeSeen: boolean;
  readonly observations: Observations;
}

export function policyModel(question: PolicyQuestion): PolicyModel {
  const { model, parts, service, endpoints, probe, pool, blocked } = question;
  const policy = service.externalTrafficPolicy;
  const table = lazily(() => forwardingTable(endpoints, policy));
  const block = question.probeSeen ? null : probeBlock(probe, pool, model);
  const shutBy = shuttingPolicies({ policy, internal: parts.internal, port: question.port, pool, endpoints }, model);
  const policed = reachOf(policy, shutBy, model);
  const answerable = expectationOf(question, table, policed);
  const expectation = block !== null ? blockedProbe(block) : answerable;
  const overrides = rotationOverrides(pool, question.observations);
  const rotation = question.hasRule
    ? rotationOf(pool, expectation, overrides, probe?.allProbedUp ?? false, model)
    : emptyRotation(pool);
  const reach = blocked || question.clientsOut ? 'none' : policed;
  const hinted = policy === 'Local' ? NO_NODES : hintedNodes(endpoints, model.nodesByName);
  const traffic = lazily(() => trafficOf(rotation, table(), endpoints, hinted, reach));
  return {
    policy,
    probe,
    expectation,
    answerable,
    rotation,
    blocked,
    probeBlock: block,
    shutBy,
    // Many a Service is never asked where its connections went under the other policy.
    get table() {
      return table();
    },
    get traffic() {
      return traffic();
    },
  };
}

const NO_NODES: readonly NodeFacts[] = [];

/** Nodes that topology hints name. */
function hintedNodes(
  endpoints: readonly ServiceEndpoint[],
  nodesByName: ReadonlyMap<string, NodeFacts>,
): readonly NodeFacts[] {
  let names: Set<string> | null = null;
  for (const { hintNodes } of endpoints) {
    if (hintNodes.length === 0) continue;
    names ??= new Set();
    for (const name of hintNodes) names.add(name);
  }
  return names === null ? NO_NODES : [...names].flatMap((name) => nodesByName.get(name) ?? []);
}

/** Where Azure was not read nobody knows whether policies are enforced, and they cost nothing. */
function reachOf(policy: TrafficPolicy, shutBy: readonly NetworkPolicy[], { snapshot }: ClusterModel): Reach {
  if (shutBy.length === 0 || snapshot.azure.managedCluster === null) return 'all';
  return policy === 'Local' ? 'none' : 'own-node';
}

function blockedProbe({ group, rule }: ProbeBlock): ProbeExpectation {
  const because = `security rule ${rule} of ${group} keeps the probe out`;
  return { kind: 'everywhere', state: 'down', because, known: 'computed' };
}

function expectationOf(question: PolicyQuestion, table: () => ForwardingTable, reach: Reach): ProbeExpectation {
  const { model, parts, service, probe } = question;
  const policy = service.externalTrafficPolicy;
  const tableOf = (port: ServicePort): ForwardingTable =>
    port === question.port ? table() : forwardingTable(question.endpointsOf(port, question.family), policy);
  return probeExpectation({
    probe,
    service,
    policy,
    healthCheckNodePort: service.healthCheckNodePort,
    sharedProbePort: model.config.sharedProbe?.port ?? null,
    readyNodes: parts.readyNodes,
    tableOf,
    goneOf: (port) => goneEndpoints(question.endpointsOf(port, question.family)),
    ownNodesOf:
      reach === 'own-node'
        ? (port) => nodesMeetingOwnPods(tableOf(port), question.endpointsOf(port, question.family))
        : null,
  });
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
