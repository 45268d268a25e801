import { nodeList } from '../documents/node-list.ts';
import { clusterRoute, stateDocument } from '../http/cluster-route.ts';
import type { NoQuery } from '../http/read-query.ts';

export const getNodes = clusterRoute<{ cluster: string }, NoQuery>({
  query: {},
  answer: (request) => stateDocument(request, nodeList),
});
