import type { Analysis, AnalyzedService } from '../../lib/analysis/analysis.ts';
import { encodeService, nodeRow, nodeTable } from '../../lib/analysis/encode-report.ts';
import { nodeResourceGroupOf } from '../../lib/analysis/findings/commands.ts';
import { reportSources } from '../../lib/analysis/report-cluster.ts';
import type { ClusterOrigin } from '../shell/cluster-origin.ts';
import { packNodes } from './packing/pack-nodes.ts';
import { packPods } from './packing/pack-pods.ts';
import { podListsOf, withPodLists } from './packing/pod-lists.ts';
import type { PackedServicePage } from './service-page-data.ts';

type PackedLists = Pick<PackedServicePage, 'nodes' | 'pods' | 'service'>;

/** Of each Service that somebody looks at, for the state of the cluster it was packed in. */
const packedLists = new WeakMap<AnalyzedService, { readonly model: Analysis['model']; readonly lists: PackedLists }>();

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
  return {
    clusterId,
    cluster,
    origin,
    takenAt,
    sources: reportSources(analysis),
    ...listsOf(entry, analysis.model),
    findings: entry.findings,
    nodeResourceGroup: nodeResourceGroupOf(analysis.snapshot),
  };
}

function listsOf(entry: AnalyzedService, model: Analysis['model']): PackedLists {
  const known = packedLists.get(entry);
  if (known?.model === model) return known.lists;
  const table = nodeTable(model);
  const service = encodeService(entry, model, table);
  const nodeNames = table.map(({ name }) => name);
  const lists = {
    nodes: packNodes(table.map(nodeRow)),
    pods: packPods(podListsOf(service), nodeNames),
    service: withPodLists(service, []),
  };
  packedLists.set(entry, { model, lists });
  return lists;
}
