import { summarizeCluster } from '../../analysis/summarize-cluster.ts';
import type { ClusterList } from '../contract/cluster-list.ts';
import type { ServedCluster } from '../registry.ts';

export function clusterList(clusters: readonly ServedCluster[]): ClusterList {
  return { clusters: clusters.map(clusterRow) };
}

function clusterRow(cluster: ServedCluster): ClusterList['clusters'][number] {
  const { version, analysis } = cluster.current();
  const { cluster: name, takenAt, status, sentence, sources, findingCounts } = summarizeCluster(analysis);
  return {
    id: cluster.id,
    cluster: name,
    origin: cluster.origin,
    version,
    takenAt,
    status,
    sentence,
    sources,
    findingCounts,
    services: analysis.services.size,
    nodes: analysis.model.nodes.length,
  };
}
