import type { Analysis } from '../../lib/analysis/analysis.ts';
import { summarizeCluster } from '../../lib/analysis/summarize-cluster.ts';
import type { ClusterOrigin } from '../shell/cluster-origin.ts';
import type { SubpageData } from './subpage-data.ts';

export function prepareSubpage(id: string, origin: ClusterOrigin, analysis: Analysis): SubpageData {
  return { id, origin, summary: summarizeCluster(analysis) };
}
