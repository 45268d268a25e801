import type { Analysis } from '../../lib/analysis/analysis.ts';
import { summarizeCluster } from '../../lib/analysis/summarize-cluster.ts';
import type { ClusterOrigin } from '../shell/cluster-origin.ts';
import { type ClusterPageData, findingsShown } from './cluster-page-data.ts';

/** What the cluster page is rendered from. */
export function prepareClusterPage(id: string, origin: ClusterOrigin, analysis: Analysis): ClusterPageData {
  return {
    id,
    origin,
    summary: summarizeCluster(analysis),
    findings: analysis.findings.slice(0, findingsShown),
    findingsTotal: analysis.findings.length,
  };
}
