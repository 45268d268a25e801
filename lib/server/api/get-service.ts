import { serviceDocument } from '../documents/service-document.ts';
import { clusterRoute, refuse, stateDocument } from '../http/cluster-route.ts';
import type { NoQuery } from '../http/read-query.ts';

interface Path {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

export const getService = clusterRoute<Path, NoQuery>({
  query: {},
  answer(request) {
    const { namespace, name } = request.path;
    const { analysis } = request.state;
    if (!analysis.services.has(`${namespace}/${name}`)) {
      const detail = `Cluster "${request.cluster.id}" has no Service ${namespace}/${name} of type LoadBalancer.`;
      return refuse('unknown-service', detail, 'name');
    }
    return stateDocument(request, (current) => serviceDocument(current, namespace, name));
  },
});
