import type { Analysis, AnalyzedService } from '../../analysis/analysis.ts';
import type { ClusterModel } from '../../analysis/cluster/cluster-model.ts';
import { departureWords } from '../../analysis/cluster/departure.ts';
import type { NodeFacts } from '../../analysis/cluster/node-facts.ts';
import { nodeTable } from '../../analysis/encode-report.ts';
import { blastRadius } from '../../analysis/policy/blast-radius.ts';
import { silentMarkDownSeconds } from '../../analysis/policy/probe-config.ts';
import { expectationKnown } from '../../analysis/policy/probe-expectation.ts';
import { answersOf } from '../../analysis/report/report-policy.ts';
import { nodeStanding } from '../../analysis/service/node-standing.ts';
import { nodeVerdict } from '../../analysis/service/node-verdict.ts';
import type { PortModel } from '../../analysis/service/port-model.ts';
import type { NodeDocument } from '../../report/cluster-documents.ts';

type NodeService = NodeDocument['services'][number];

/** One node as every Service sees it. Null: neither a Node nor a member of a pool has that name. */
export function nodeDocument(analysis: Analysis, name: string): NodeDocument | null {
  const { model, snapshot } = analysis;
  const node = model.nodesByName.get(name) ?? nodeTable(model).find((candidate) => candidate.name === name);
  if (node === undefined) return null;
  const services = [...analysis.services.values()].flatMap((entry) => nodeService(entry, node, model) ?? []);
  return {
    formatVersion: 1,
    cluster: snapshot.cluster,
    takenAt: snapshot.takenAt,
    name: node.name,
    ip: node.ip,
    pool: node.agentPool,
    zone: node.zone,
    spot: node.spot,
    ready: node.ready === 'True',
    silent: node.lost,
    known: !node.ghost,
    departure: node.departure === null ? null : departureWords[node.departure.kind],
    services: services.sort(
      (a, b) =>
        b.atRiskWhileProbed - a.atRiskWhileProbed || b.atRiskUntilEndpointsRemoved - a.atRiskUntilEndpointsRemoved,
    ),
    findings: analysis.findings.filter((finding) =>
      finding.objects.some((object) => object.kind === 'Node' && object.name === name),
    ),
  };
}

/** Null: the Service has no port, so nothing goes anywhere. */
function nodeService(entry: AnalyzedService, node: NodeFacts, model: ClusterModel): NodeService | null {
  const { service, ports } = entry.model;
  const first = ports[0];
  if (first === undefined) return null;
  const policy = first.policies[service.externalTrafficPolicy];
  const loss = blastRadius(policy.traffic, policy.rotation, first.endpoints)(node);
  const otherPolicy = first.policies[service.externalTrafficPolicy === 'Local' ? 'Cluster' : 'Local'];
  const otherLoss = blastRadius(otherPolicy.traffic, otherPolicy.rotation, first.endpoints)(node);
  const here = first.endpoints.filter((endpoint) => endpoint.nodeName === node.name);
  const windowEndpointsSeconds = model.settings.nodeMonitorSeconds;
  const window = policy.probe === null ? null : silentMarkDownSeconds(policy.probe);
  return {
    namespace: service.namespace,
    name: service.name,
    externalTrafficPolicy: service.externalTrafficPolicy,
    rules: rulesOf(entry, node, model),
    ...nodeStanding(policy, node),
    expectedProbeKnown: expectationKnown(policy.expectation),
    atRiskWhileProbed: share(loss.whileProbed),
    atRiskUntilEndpointsRemoved: share(loss.untilEndpointsRemoved),
    windowSeconds: window === null ? [windowEndpointsSeconds, null] : [window[0], window[1]],
    windowEndpointsSeconds,
    other: {
      share: nodeStanding(otherPolicy, node).share,
      atRiskWhileProbed: share(otherLoss.whileProbed),
      atRiskUntilEndpointsRemoved: share(otherLoss.untilEndpointsRemoved),
    },
    pods: here.length,
    endpoints: here.map((endpoint) => ({
      name: endpoint.podName ?? endpoint.address,
      ip: endpoint.address,
      state: endpoint.state,
      answers: answersOf(endpoint),
    })),
  };
}

/** One verdict per rule: several ports may share one. */
function rulesOf(entry: AnalyzedService, node: NodeFacts, model: ClusterModel): NodeService['rules'] {
  const ruleName = (port: PortModel): string => port.owned?.rule.name ?? port.ruleName;
  const byRule = new Map(entry.model.ports.toReversed().map((port) => [ruleName(port), port]));
  return [...byRule].toReversed().map(([rule, port]) => {
    const { verdict, because, known } = nodeVerdict(entry.model, port, node, model);
    return { rule, verdict, because, known };
  });
}

/** Sums of fractions may leave [0, 1] by a rounding error. */
function share(value: number): number {
  return Math.min(1, Math.max(0, value));
}
