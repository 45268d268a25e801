import { reportFrame } from '../../analysis/report-cluster.ts';
import type { LoadBalancerList } from '../contract/cluster-documents.ts';
import { clusterRoute, stateDocument } from '../http/cluster-route.ts';

export const getLoadBalancers = clusterRoute<{ cluster: string }, Record<never, never>>({
  query: {},
  answer: (request) =>
    stateDocument(request, (analysis): LoadBalancerList => {
      const { formatVersion, cluster, takenAt, loadBalancers } = reportFrame(analysis);
      return { formatVersion, cluster, takenAt, loadBalancers };
    }),
});
