import { redirect } from 'next/navigation';
import { prepareClusterPage } from '../components/cluster/prepare-cluster-page.ts';
import { clusterPath } from '../components/cluster/service-path.ts';
import { FleetView } from '../components/fleet/fleet-view.tsx';
import { NoClusters } from '../components/fleet/no-clusters.tsx';
import { renderedNow } from '../components/live/rendered-now.ts';
import { listClusters } from '../lib/server/registry.ts';

export const dynamic = 'force-dynamic';

export default function FleetPage() {
  const clusters = listClusters();
  const [only] = clusters;
  if (only === undefined) return <NoClusters />;
  if (clusters.length === 1) redirect(clusterPath(only.id));
  const shown = clusters.map((cluster) => prepareClusterPage(cluster.id, cluster.origin, cluster.current().analysis));
  return <FleetView clusters={shown} renderedAt={renderedNow()} />;
}
