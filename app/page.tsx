import { redirect } from 'next/navigation';
import { clusterPath } from '../components/cluster/service-path.ts';
import { FleetView } from '../components/fleet/fleet-view.tsx';
import { NoClusters } from '../components/fleet/no-clusters.tsx';
import { prepareFleetRow } from '../components/fleet/prepare-fleet-row.ts';
import { renderedNow } from '../components/live/rendered-now.ts';
import { listClusters } from '../lib/server/registry.ts';

export const dynamic = 'force-dynamic';

export default function FleetPage() {
  const clusters = listClusters();
  const [only] = clusters;
  if (only === undefined) return <NoClusters />;
  if (clusters.length === 1) redirect(clusterPath(only.id));
  const rows = clusters.map((cluster) => prepareFleetRow(cluster.id, cluster.origin, () => cluster.current().analysis));
  return <FleetView clusters={rows} renderedAt={renderedNow()} />;
}
