import type { Report, SourceReport } from '../report/report.ts';
import type { SourceStatus } from '../snapshot/source-status.ts';
import type { Analysis } from './analysis.ts';
import { clusterVerdict } from './report/cluster-verdict.ts';
import { reportLoadBalancers } from './report/report-load-balancers.ts';
import { serviceReport } from './report-service.ts';

/** The whole document of the JSON contract; its size is Services × nodes. */
export function reportCluster(analysis: Analysis): Report {
  const services = [...analysis.services.values()].map((entry) => serviceReport(entry, analysis.model));
  return { ...reportFrame(analysis), services };
}

/** Everything of a report but its Services. */
export function reportFrame(analysis: Analysis): Omit<Report, 'services'> {
  const { snapshot } = analysis;
  return {
    formatVersion: 1,
    cluster: snapshot.cluster,
    takenAt: snapshot.takenAt,
    sentence: clusterVerdict(analysis).sentence,
    sources: reportSources(analysis),
    loadBalancers: reportLoadBalancers(analysis),
    findings: [...analysis.findings],
  };
}

export function reportSources({ snapshot }: Analysis): Report['sources'] {
  const { kubernetes, azure, probes } = snapshot.sources;
  return { kubernetes: sourceReport(kubernetes), azure: sourceReport(azure), probes: sourceReport(probes) };
}

function sourceReport(status: SourceStatus): SourceReport {
  return {
    state: status.state,
    observedAt: status.observedAt,
    ...(status.error === null ? {} : { error: status.error }),
    resources: status.resources.map((resource) => ({ ...resource, denied: resource.denied && { ...resource.denied } })),
  };
}
