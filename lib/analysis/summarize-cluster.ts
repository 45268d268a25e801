import type { ClusterSummary, ServiceSummary } from '../report/cluster-summary.ts';
import type { Severity } from '../report/finding.ts';
import { isMuted } from './acknowledgements/acknowledge-findings.ts';
import type { Analysis, AnalyzedService } from './analysis.ts';
import type { ClusterModel } from './cluster/cluster-model.ts';
import type { NodeFacts } from './cluster/node-facts.ts';
import { rotationMakeup } from './findings/rotation-members.ts';
import { severityRank } from './findings/severity-order.ts';
import { shareEndingOnSpot } from './findings/spot-nodes-in-path.ts';
import { groupBy } from './group-by.ts';
import { summarizeHosts } from './hosts/report-hosts.ts';
import { imbalanceOf } from './policy/imbalance.ts';
import { clusterVerdict, statusRank } from './report/cluster-verdict.ts';
import { reportSources } from './report-cluster.ts';
import { perhapsLost } from './service/perhaps-lost.ts';
import type { PortModel } from './service/port-model.ts';
import type { ServiceModel } from './service/service-model.ts';
import { silentNodes } from './service/silent-nodes.ts';

/** The cluster page: one row per Service, worst first, without any list of nodes. */
export function summarizeCluster(analysis: Analysis): ClusterSummary {
  const { snapshot, model } = analysis;
  const services = [...analysis.services.values()].map((entry) => summarizeService(entry, model));
  return {
    cluster: snapshot.cluster,
    takenAt: snapshot.takenAt,
    ...clusterVerdict(analysis),
    sources: reportSources(analysis),
    services: services.sort((a, b) => statusRank(a.status) - statusRank(b.status) || worstRank(a) - worstRank(b)),
    nodePools: nodePools(model),
    findingCounts: findingCounts(analysis),
    acknowledgedFindings: analysis.findings.filter(isMuted).length,
  };
}

function worstRank(row: ServiceSummary): number {
  const worst = row.findings[0];
  return worst ? severityRank[worst.severity] : Number.POSITIVE_INFINITY;
}

function summarizeService(entry: AnalyzedService, model: ClusterModel): ServiceSummary {
  const { model: service, state } = entry;
  const open = entry.findings.filter((finding) => !isMuted(finding));
  const port = service.ports[0] ?? null;
  return {
    namespace: service.service.namespace,
    name: service.service.name,
    externalTrafficPolicy: service.service.externalTrafficPolicy,
    internal: service.internal,
    status: state.status,
    known: state.known,
    sentence: state.sentence,
    frontends: service.frontends.flatMap((frontend) => (frontend.ip === null ? [] : [frontend.ip])),
    ...summarizeHosts(service, model),
    ports: [...new Set(service.ports.map((each) => `${each.port.protocol}/${each.port.port}`))],
    ...(port === null ? nothing : trafficSummary(service, port, model)),
    ...(port === null
      ? { spotNodesInPath: 0, podsOnSpotShare: 0 }
      : {
          spotNodesInPath: rotationMakeup(service, port, model).spot,
          podsOnSpotShare: Math.min(1, shareEndingOnSpot(service, port, model)),
        }),
    verdictCounts: state.verdictCounts,
    findings: open.map(({ code, severity, title }) => ({ code, severity, title })),
    acknowledgedFindings: entry.findings.length - open.length,
  };
}

const nothing = {
  poolMembers: 0,
  inRotation: { Cluster: 0, Local: 0 },
  lostShare: { Cluster: 1, Local: 1 },
  suspectShare: { Cluster: 0, Local: 0 },
  hottestPodFactor: { Cluster: null, Local: null },
  readyPods: 0,
  pods: 0,
};

function trafficSummary(service: ServiceModel, port: PortModel, model: ClusterModel) {
  const { pool, endpoints, observations, policies } = port;
  const { Cluster, Local } = policies;
  const silent = silentNodes(observations, model.noteworthy);
  const clamp = (share: number): number => Math.min(1, Math.max(0, share));
  return {
    poolMembers: pool.members.length + pool.ghosts.length,
    inRotation: { Cluster: Cluster.rotation.size, Local: Local.rotation.size },
    lostShare: { Cluster: clamp(Cluster.traffic.lostShare), Local: clamp(Local.traffic.lostShare) },
    suspectShare: {
      Cluster: perhapsLost(service, port, 'Cluster', silent, model),
      Local: perhapsLost(service, port, 'Local', silent, model),
    },
    hottestPodFactor: {
      Cluster: imbalanceOf(endpoints, Cluster.traffic.podShares).hottestPodFactor,
      Local: imbalanceOf(endpoints, Local.traffic.podShares).hottestPodFactor,
    },
    readyPods: endpoints.filter(({ state, gone }) => state === 'ready' && !gone).length,
    pods: endpoints.length,
  };
}

/** The word of a node that nobody hears from any more is old. */
function isReady({ ready, lost }: NodeFacts): boolean {
  return ready === 'True' && !lost;
}

function nodePools(model: ClusterModel): ClusterSummary['nodePools'] {
  const pools = groupBy(model.nodes, (node) => node.agentPool ?? '');
  return [...pools]
    .map(([pool, nodes]) => ({
      pool: pool === '' ? 'no pool' : pool,
      nodes: nodes.length,
      ready: nodes.filter(isReady).length,
      spot: nodes.some((node) => node.spot),
      zones: [...groupBy(nodes, (node) => node.zone ?? '')]
        .map(([zone, inZone]) => ({
          zone: zone === '' ? null : zone,
          nodes: inZone.length,
          ready: inZone.filter(isReady).length,
        }))
        .sort((a, b) => (a.zone ?? '').localeCompare(b.zone ?? '')),
    }))
    .sort((a, b) => a.pool.localeCompare(b.pool));
}

function findingCounts(analysis: Analysis): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const finding of analysis.findings) if (!isMuted(finding)) counts[finding.severity]++;
  return counts;
}
