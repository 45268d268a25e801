import type { Analysis } from '../../lib/analysis/analysis.ts';
import { encodeService, nodeRow, nodeTable } from '../../lib/analysis/encode-report.ts';
import { nodeResourceGroupOf } from '../../lib/analysis/findings/commands.ts';
import { reportSources } from '../../lib/analysis/report-cluster.ts';
import type { ClusterOrigin } from '../shell/cluster-origin.ts';
import { packNodes } from './packing/pack-nodes.ts';
import { packPods } from './packing/pack-pods.ts';
import { podListsOf, withPodLists } from './packing/pod-lists.ts';
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
  const service = encodeService(entry, analysis.model, table);
  return {
    clusterId,
    cluster,
    origin,
    takenAt,
    sources: reportSources(analysis),
    nodes: packNodes(table.map(nodeRow)),
    pods: packPods(
      podListsOf(service),
      table.map(({ name }) => name),
    ),
    service: withPodLists(service, []),
    findings: entry.findings,
    nodeResourceGroup: nodeResourceGroupOf(analysis.snapshot),
  };
}
