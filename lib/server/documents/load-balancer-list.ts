import type { Analysis } from '../../analysis/analysis.ts';
import { reportFrame } from '../../analysis/report-cluster.ts';
import type { LoadBalancerList } from '../../report/cluster-documents.ts';

export function loadBalancerList(analysis: Analysis): LoadBalancerList {
  const { formatVersion, cluster, takenAt, loadBalancers } = reportFrame(analysis);
  return { formatVersion, cluster, takenAt, loadBalancers };
}
