import type { BlastRadius, PolicyNode, PolicyPod, PolicyReport, PolicyVariant } from '../../report/policy-report.ts';
import type { TrafficPolicy } from '../../snapshot/service.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';
import { blastRadius } from '../policy/blast-radius.ts';
import { imbalanceOf } from '../policy/imbalance.ts';
import { silentMarkDownSeconds } from '../policy/probe-config.ts';
import { expectationKnown } from '../policy/probe-expectation.ts';
import { nodeStanding } from '../service/node-standing.ts';
import { perhapsLost } from '../service/perhaps-lost.ts';
import type { PolicyModel } from '../service/policy-model.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { silentNodes } from '../service/silent-nodes.ts';
import { listedOrder } from './listed-order.ts';
import { sameTraffic } from './same-traffic.ts';

type PolicyBody = Omit<PolicyReport, 'variants'>;

/** The full lists for one policy; cost grows with nodes × ports. Null: the Service has no port. */
export function reportPolicy(service: ServiceModel, policy: TrafficPolicy, model: ClusterModel): PolicyReport | null {
  const [first, ...rest] = service.ports;
  if (!first) return null;
  const body = policyBody(service, first, policy, model);
  const variants: PolicyVariant[] = [];
  for (const port of rest) {
    const other = policyBody(service, port, policy, model);
    if (sameTraffic(other, body)) continue;
    variants.push({ port: port.port.port, protocol: port.port.protocol, family: port.family, ...other });
  }
  return { ...body, variants };
}

function policyBody(service: ServiceModel, port: PortModel, policy: TrafficPolicy, model: ClusterModel): PolicyBody {
  const own = port.policies[policy];
  const nodes = [...model.nodes, ...own.rotation.pool.ghosts].filter((node) => isPolicyRow(own, node));
  const blastOf = blastRowOf(own, port, model);
  return {
    ...policyFrame(service, port, policy, model),
    nodes: nodes.map((node) => policyNode(own, node, port)),
    blastRadius: nodes.map((node) => ({ node: node.name, ...blastOf(node) })),
  };
}

/** Every Node has a row; a pool member without a Node only while it receives connections. */
export function isPolicyRow(policy: PolicyModel, node: NodeFacts): boolean {
  return !node.ghost || policy.rotation.includes(node);
}

/** Everything of a policy but its lists of nodes. */
export function policyFrame(
  service: ServiceModel,
  port: PortModel,
  policy: TrafficPolicy,
  model: ClusterModel,
): Omit<PolicyBody, 'nodes' | 'blastRadius'> {
  const own = port.policies[policy];
  return {
    pods: policyPods(port, own, model, service),
    lostShare: clean(own.traffic.lostShare),
    suspectShare: perhapsLost(service, port, policy, silentNodes(port.observations, model.noteworthy), model),
    crossNodeShare: clean(own.traffic.crossNodeShare),
    crossZoneShare: clean(own.traffic.crossZoneShare),
    clientIpPreserved: policy === 'Local',
    expectedProbeKnown: expectationKnown(own.expectation),
    imbalance: imbalanceOf(port.endpoints, own.traffic.podShares),
  };
}

/** A Service without ports: nothing can be reached. */
export function unreachablePolicy(clientIpPreserved: boolean): PolicyReport {
  return {
    nodes: [],
    pods: [],
    lostShare: 1,
    suspectShare: 0,
    crossNodeShare: 0,
    crossZoneShare: 0,
    clientIpPreserved,
    expectedProbeKnown: 'computed',
    imbalance: { hottestPodFactor: null, maxOverMin: null, usableCapacity: null },
    blastRadius: [],
    variants: [],
  };
}

/** Sums of fractions may leave [0, 1] by a rounding error. */
function clean(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function policyNode(policy: PolicyModel, node: NodeFacts, port: PortModel): PolicyNode {
  const standing = nodeStanding(policy, node);
  const ip = port.family === 'IPv6' ? (node.ips.find((address) => address.includes(':')) ?? node.ip) : node.ip;
  return {
    name: node.name,
    ip,
    pool: node.agentPool,
    zone: node.zone,
    spot: node.spot,
    ready: node.ready === 'True',
    silent: node.lost,
    ...standing,
  };
}

function policyPods(port: PortModel, policy: PolicyModel, model: ClusterModel, service: ServiceModel): PolicyPod[] {
  return listedOrder(port.endpoints).flatMap((index) => {
    const endpoint = port.endpoints[index];
    if (endpoint === undefined) return [];
    const pod = endpoint.podName === null ? model.podAt(endpoint.address) : null;
    return [
      {
        namespace: endpoint.podNamespace ?? pod?.namespace ?? service.service.namespace,
        name: endpoint.podName ?? pod?.name ?? endpoint.address,
        ip: endpoint.address,
        node: endpoint.nodeName,
        state: endpoint.state,
        answers: answersOf(endpoint),
        share: clean(policy.traffic.podShares[index] ?? 0),
      },
    ];
  });
}

/** Whether anybody answers there. docs/model.md "Endpoints nobody answers for". */
export function answersOf({ gone, node }: ServiceEndpoint): PolicyPod['answers'] {
  if (gone) return 'no';
  return node?.lost ? 'unknown' : 'yes';
}

/** Answers the loss of any one node. */
export function blastRowOf(
  policy: PolicyModel,
  port: PortModel,
  model: ClusterModel,
): (node: NodeFacts) => Omit<BlastRadius, 'node'> {
  const lossOf = blastRadius(policy.traffic, policy.rotation, port.endpoints);
  const windowEndpointsSeconds = model.settings.nodeMonitorSeconds;
  const window = policy.probe === null ? null : silentMarkDownSeconds(policy.probe);
  return (node) => {
    const loss = lossOf(node);
    return {
      atRiskWhileProbed: clean(loss.whileProbed),
      atRiskUntilEndpointsRemoved: clean(loss.untilEndpointsRemoved),
      windowSeconds: window === null ? [windowEndpointsSeconds, null] : [window[0], window[1]],
      windowEndpointsSeconds,
    };
  };
}
