import { summarizeCluster } from '../../analysis/summarize-cluster.ts';
import { clusterRoute, stateDocument } from '../http/cluster-route.ts';
import type { NoQuery } from '../http/read-query.ts';

export const getSummary = clusterRoute<{ cluster: string }, NoQuery>({
  query: {},
  answer: (request) => stateDocument(request, summarizeCluster),
});
