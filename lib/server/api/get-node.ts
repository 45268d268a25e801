import { nodeDocument } from '../documents/node-document.ts';
import { clusterRoute, refuse, stateDocument } from '../http/cluster-route.ts';
import type { NoQuery } from '../http/read-query.ts';

export const getNode = clusterRoute<{ cluster: string; node: string }, NoQuery>({
  query: {},
  answer(request) {
    const { node } = request.path;
    const document = nodeDocument(request.state.analysis, node);
    if (document === null) {
      return refuse('unknown-node', `Cluster "${request.cluster.id}" has no node "${node}".`, 'node');
    }
    return stateDocument(request, () => document);
  },
});
