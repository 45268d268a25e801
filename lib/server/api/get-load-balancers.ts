import { reportFrame } from '../../analysis/report-cluster.ts';
import type { LoadBalancerList } from '../contract/cluster-documents.ts';
import { clusterRoute, stateDocument } from '../http/cluster-route.ts';
import type { NoQuery } from '../http/read-query.ts';

export const getLoadBalancers = clusterRoute<{ cluster: string }, NoQuery>({
  query: {},
  answer: (request) =>
    stateDocument(request, (analysis): LoadBalancerList => {
      const { formatVersion, cluster, takenAt, loadBalancers } = reportFrame(analysis);
      return { formatVersion, cluster, takenAt, loadBalancers };
    }),
});
