import type { Analysis } from '../../lib/analysis/analysis.ts';
import { encodeService, nodeRow, nodeTable } from '../../lib/analysis/encode-report.ts';
import { nodeResourceGroupOf } from '../../lib/analysis/findings/commands.ts';
import { reportSources } from '../../lib/analysis/report-cluster.ts';
import type { ClusterOrigin } from '../shell/cluster-origin.ts';
import type { PackedServicePage } from './service-page-data.ts';

/** What the service page is rendered from. Null: the cluster has no such Service of type LoadBalancer. */
export function packServicePage(
  clusterId: string,
  origin: ClusterOrigin,
  analysis: Analysis,
  key: { readonly namespace: string; readonly name: string },
): PackedServicePage | null {
  const entry = analysis.services.get(`${key.namespace}/${key.name}`);
  if (entry === undefined) return null;
  const { cluster, takenAt } = analysis.snapshot;
  const table = nodeTable(analysis.model);
  return {
    clusterId,
    cluster,
    origin,
    takenAt,
    sources: reportSources(analysis),
    nodes: table.map(nodeRow),
    service: encodeService(entry, analysis.model, table),
    findings: entry.findings,
    nodeResourceGroup: nodeResourceGroupOf(analysis.snapshot),
  };
}
