import { summarizeCluster } from '../../analysis/summarize-cluster.ts';
import { clusterRoute, stateDocument } from '../http/cluster-route.ts';

export const getSummary = clusterRoute<{ cluster: string }, Record<never, never>>({
  query: {},
  answer: (request) => stateDocument(request, summarizeCluster),
});
