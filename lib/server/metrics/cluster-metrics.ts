import { Gauge, Registry } from 'prom-client';
import { isMuted } from '../../analysis/acknowledgements/acknowledge-findings.ts';
import type { Analysis } from '../../analysis/analysis.ts';
import { summarizeCluster } from '../../analysis/summarize-cluster.ts';
import type { ServiceSummary } from '../../report/cluster-summary.ts';
import type { ServedCluster } from '../registry.ts';

/** Everything that can be read off the clusters now. A new registry each time: what is gone leaves no series behind. */
export function clusterMetrics(clusters: readonly ServedCluster[], nowMs: number): Registry {
  const registry = new Registry();
  const gauges = createGauges(registry);
  for (const cluster of clusters) setCluster(gauges, cluster, nowMs);
  return registry;
}

function createGauges(registry: Registry) {
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Gauge({ name: `aks_ingress_health_${name}`, help, labelNames, registers: [registry] });
  const ofService = ['cluster', 'namespace', 'service'] as const;
  return {
    findings: gauge('findings', 'Findings.', ['cluster', 'code', 'severity', 'acknowledged']),
    services: gauge('services', 'Services of type LoadBalancer.', ['cluster', 'status']),
    rotation: gauge('service_rotation_nodes', 'Nodes in rotation, first rule.', [...ofService, 'policy', 'configured']),
    pool: gauge('service_pool_members', 'Nodes in the backend pool, first rule.', ofService),
    lost: gauge('service_lost_share', 'Share of new connections that reach no pod.', ofService),
    verdicts: gauge('service_nodes', 'Nodes by verdict, first rule.', [...ofService, 'verdict']),
    readyPods: gauge('service_ready_pods', 'Ready endpoints.', ofService),
    sourceAge: gauge('source_age_seconds', 'Age of what a source was last known to say.', ['cluster', 'source']),
    sourceState: gauge('source_state', '1 for the state that a source is in.', ['cluster', 'source', 'state']),
    snapshotAge: gauge('snapshot_age_seconds', 'Age of the data that answers are made from.', ['cluster']),
    version: gauge('snapshot_version', 'Grows with every change.', ['cluster', 'origin']),
  };
}

type Gauges = ReturnType<typeof createGauges>;

function setCluster(gauges: Gauges, served: ServedCluster, nowMs: number): void {
  const { id: cluster, origin } = served;
  const { version, analysis, snapshot } = served.current();
  gauges.version.set({ cluster, origin }, version);
  gauges.snapshotAge.set({ cluster }, ageSeconds(snapshot.takenAt, nowMs));
  for (const [source, { state, observedAt }] of Object.entries(snapshot.sources)) {
    gauges.sourceState.set({ cluster, source, state }, 1);
    if (observedAt !== null) gauges.sourceAge.set({ cluster, source }, ageSeconds(observedAt, nowMs));
  }
  countFindings(gauges, cluster, analysis);
  for (const status of ['failing', 'degraded', 'healthy', 'unknown']) gauges.services.set({ cluster, status }, 0);
  for (const row of summarizeCluster(analysis).services) setService(gauges, cluster, row);
}

function countFindings({ findings }: Gauges, cluster: string, analysis: Analysis): void {
  for (const finding of analysis.findings) {
    const { code, severity } = finding;
    findings.inc({ cluster, code, severity, acknowledged: String(isMuted(finding)) });
  }
}

function setService(gauges: Gauges, cluster: string, row: ServiceSummary): void {
  const labels = { cluster, namespace: row.namespace, service: row.name };
  const configured = row.externalTrafficPolicy;
  gauges.services.inc({ cluster, status: row.status });
  for (const policy of ['Cluster', 'Local'] as const) {
    gauges.rotation.set({ ...labels, policy, configured: String(policy === configured) }, row.inRotation[policy]);
  }
  gauges.pool.set(labels, row.poolMembers);
  gauges.lost.set(labels, row.lostShare[configured]);
  gauges.readyPods.set(labels, row.readyPods);
  for (const [verdict, count] of Object.entries(row.verdictCounts)) gauges.verdicts.set({ ...labels, verdict }, count);
}

function ageSeconds(at: string, nowMs: number): number {
  return Math.max(0, (nowMs - Date.parse(at)) / 1000);
}
