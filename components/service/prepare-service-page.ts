import type { Analysis } from '../../lib/analysis/analysis.ts';
import { reportSources } from '../../lib/analysis/report-cluster.ts';
import { reportService } from '../../lib/analysis/report-service.ts';
import type { ClusterOrigin } from '../shell/cluster-origin.ts';
import type { ServicePageData } from './service-page-data.ts';

/** What the service page is rendered from. Null: the cluster has no such Service of type LoadBalancer. */
export function prepareServicePage(
  clusterId: string,
  origin: ClusterOrigin,
  analysis: Analysis,
  key: { readonly namespace: string; readonly name: string },
): ServicePageData | null {
  const report = reportService(analysis, key);
  if (report === null) return null;
  const { snapshot } = analysis;
  const { managedCluster, loadBalancers } = snapshot.azure;
  return {
    clusterId,
    cluster: snapshot.cluster,
    origin,
    takenAt: snapshot.takenAt,
    sources: reportSources(analysis),
    report,
    findings: analysis.services.get(`${key.namespace}/${key.name}`)?.findings ?? [],
    nodeResourceGroup: managedCluster?.nodeResourceGroup ?? loadBalancers?.[0]?.resourceGroup ?? null,
    gone: false,
  };
}
