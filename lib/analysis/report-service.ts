import type { ServiceReport } from '../report/service-report.ts';
import type { VerdictReport } from '../report/verdict-report.ts';
import type { Analysis, AnalyzedService } from './analysis.ts';
import type { ClusterModel } from './cluster/cluster-model.ts';
import { firstRule, rotationMakeup } from './findings/rotation-members.ts';
import { shareEndingOnSpot } from './findings/spot-nodes-in-path.ts';
import { reportHosts } from './hosts/report-hosts.ts';
import { reportAddresses } from './report/report-addresses.ts';
import { reportLifecycle } from './report/report-lifecycle.ts';
import { reportPolicy, unreachablePolicy } from './report/report-policy.ts';
import { reportRules } from './report/report-rules.ts';
import { nodeVerdict } from './service/node-verdict.ts';
import { observedAnswers, withWords } from './service/observed-answers.ts';
import type { ServiceModel } from './service/service-model.ts';

/** Everything about one Service, with its lists of nodes. Null: no such Service of type LoadBalancer. */
export function reportService(
  analysis: Analysis,
  key: { readonly namespace: string; readonly name: string },
): ServiceReport | null {
  const entry = analysis.services.get(`${key.namespace}/${key.name}`);
  return entry ? serviceReport(entry, analysis.model) : null;
}

export function serviceReport(entry: AnalyzedService, model: ClusterModel): ServiceReport {
  const { model: service } = entry;
  return {
    ...serviceFrame(entry, model),
    policies: {
      Cluster: reportPolicy(service, 'Cluster', model) ?? unreachablePolicy(false),
      Local: reportPolicy(service, 'Local', model) ?? unreachablePolicy(true),
    },
    verdicts: verdictRows(service, model),
  };
}

/** Everything of a Service but its lists of nodes. */
export function serviceFrame(
  { model: service, state }: AnalyzedService,
  model: ClusterModel,
): Omit<ServiceReport, 'policies' | 'verdicts'> {
  const { service: object } = service;
  return {
    namespace: object.namespace,
    name: object.name,
    uid: object.uid,
    externalTrafficPolicy: object.externalTrafficPolicy,
    internal: service.internal,
    sessionAffinity: object.sessionAffinity,
    healthCheckNodePort: object.healthCheckNodePort,
    sentence: state.sentence,
    status: state.status,
    known: state.known,
    frontends: service.frontends.map(({ ip, family, placed, matchedBy }) => ({
      ip,
      family,
      loadBalancer: placed?.loadBalancer.name ?? null,
      frontendIPConfiguration: placed?.frontend.name ?? null,
      matchedBy,
    })),
    addresses: reportAddresses(service),
    ...reportHosts(service, model),
    rules: reportRules(service),
    lifecycle: reportLifecycle(service, model),
    exposure: exposure(service, model),
  };
}

function verdictRows(service: ServiceModel, model: ClusterModel): VerdictReport[] {
  const rows: VerdictReport[] = [];
  const seen = new Set<string>();
  for (const port of service.ports) {
    const rule = port.owned?.rule.name ?? port.ruleName;
    if (seen.has(rule)) continue;
    seen.add(rule);
    const answers = observedAnswers(port, model);
    for (const node of [...model.nodes, ...port.pool.ghosts]) {
      const { verdict, because, known, sources } = nodeVerdict(service, port, node, model);
      const observed = answers.flatMap((bySource) => bySource.get(node.name) ?? []).map(withWords);
      rows.push({ rule, node: node.name, verdict, because, known, sources: [...sources], observed });
    }
  }
  return rows;
}

function exposure(service: ServiceModel, model: ClusterModel): ServiceReport['exposure'] {
  const port = firstRule(service);
  if (port === null) {
    return { nodesInPath: 0, nodesWithPods: 0, spotNodesInPath: 0, spotShare: 0, podsOnSpotShare: 0 };
  }
  const makeup = rotationMakeup(service, port, model);
  return {
    nodesInPath: makeup.size,
    nodesWithPods: makeup.size - makeup.withoutPods,
    spotNodesInPath: makeup.spot,
    spotShare: makeup.size === 0 ? 0 : makeup.spot / makeup.size,
    podsOnSpotShare: Math.min(1, shareEndingOnSpot(service, port, model)),
  };
}
