import { loadBalancerList } from '../documents/load-balancer-list.ts';
import { clusterRoute, stateDocument } from '../http/cluster-route.ts';
import type { NoQuery } from '../http/read-query.ts';

export const getLoadBalancers = clusterRoute<{ cluster: string }, NoQuery>({
  query: {},
  answer: (request) => stateDocument(request, loadBalancerList),
});
