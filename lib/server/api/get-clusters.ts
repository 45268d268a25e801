import { bootId } from '../boot-id.ts';
import { clusterList } from '../documents/cluster-list.ts';
import { apiRoute } from '../http/api-route.ts';
import type { NoQuery } from '../http/read-query.ts';
import { listClusters } from '../registry.ts';

export const getClusters = apiRoute<object, NoQuery>({
  query: {},
  answer() {
    const clusters = listClusters();
    const versions = clusters.map((cluster) => `${cluster.id} ${cluster.current().version}`);
    return { kind: 'document', version: [bootId(), ...versions].join('\n'), build: () => clusterList(clusters) };
  },
});
