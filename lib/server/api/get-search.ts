import { z } from 'zod';
import { searchCluster } from '../../analysis/search/search-cluster.ts';
import type { SearchDocument } from '../../report/search-report.ts';
import { clusterRoute, refuse, stateDocument } from '../http/cluster-route.ts';

/** A URL as browsers write it is longer than any name in it. */
const QUERY_CHARACTERS_MAX = 2048;

const query = {
  q: z.string().trim().min(1, 'expected something to look for').max(QUERY_CHARACTERS_MAX, 'it is too long for a name'),
};

export const getSearch = clusterRoute<{ cluster: string }, typeof query>({
  query,
  answer(request) {
    const { q } = request.query;
    if (q === undefined)
      return refuse('bad-parameter', 'Say what to look for: "q" is a name, an IP address or a URL.', 'q');
    return stateDocument(request, (analysis): SearchDocument => {
      const { snapshot } = analysis;
      const found = searchCluster(analysis, request.cluster.id, q);
      return { formatVersion: 1, cluster: snapshot.cluster, takenAt: snapshot.takenAt, ...found };
    });
  },
});
