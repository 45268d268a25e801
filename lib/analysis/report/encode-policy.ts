import type { BlastGroup, EncodedPolicy, EncodedVariant, NodeGroup } from '../../report/encoded-report.ts';
import type { TrafficPolicy } from '../../snapshot/service.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { nodeStanding } from '../service/node-standing.ts';
import type { PolicyModel } from '../service/policy-model.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { groupIntoRuns } from './node-runs.ts';
import { onceForOrdinary } from './ordinary-answers.ts';
import { blastRowOf, isPolicyRow, policyFrame, unreachablePolicy } from './report-policy.ts';
import { sameTraffic } from './same-traffic.ts';

/** `reportPolicy` with runs instead of rows. */
export function encodePolicy(
  service: ServiceModel,
  policy: TrafficPolicy,
  model: ClusterModel,
  table: readonly NodeFacts[],
): EncodedPolicy {
  const [first, ...rest] = service.ports;
  if (!first) {
    const { nodes: _nodes, blastRadius: _blast, ...frame } = unreachablePolicy(policy === 'Local');
    return { ...frame, nodeGroups: [], blastGroups: [], variants: [] };
  }
  const body = encodeBody(service, first, policy, model, table);
  const variants: EncodedVariant[] = [];
  for (const port of rest) {
    const other = encodeBody(service, port, policy, model, table);
    if (port.family === first.family && sameTraffic(other, body)) continue;
    variants.push({ port: port.port.port, protocol: port.port.protocol, family: port.family, ...other });
  }
  return { ...body, variants };
}

function encodeBody(
  service: ServiceModel,
  port: PortModel,
  policy: TrafficPolicy,
  model: ClusterModel,
  table: readonly NodeFacts[],
): Omit<EncodedPolicy, 'variants'> {
  const own = port.policies[policy];
  const blastOf = blastRowOf(own, port, model);
  const { pool } = own.rotation;
  const standing = onceForOrdinary(port, pool, model, (node) => standingOf(own, node));
  const blast = onceForOrdinary(port, pool, model, (node) => (isPolicyRow(own, node) ? blastOf(node) : null));
  return {
    ...policyFrame(service, port, policy, model),
    nodeGroups: groupIntoRuns<Omit<NodeGroup, 'nodes'>>(table, standing),
    blastGroups: groupIntoRuns<Omit<BlastGroup, 'nodes'>>(table, blast),
  };
}

function standingOf(policy: PolicyModel, node: NodeFacts): Omit<NodeGroup, 'nodes'> | null {
  return isPolicyRow(policy, node) ? nodeStanding(policy, node) : null;
}
