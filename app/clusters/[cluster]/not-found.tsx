import { NotFoundCluster } from '../../../components/cluster/not-found-cluster.tsx';
import { clusterPath } from '../../../components/cluster/service-path.ts';
import { listClusters } from '../../../lib/server/registry.ts';

export default function NotFound() {
  return <NotFoundCluster served={listClusters().map(({ id }) => ({ label: id, href: clusterPath(id) }))} />;
}
