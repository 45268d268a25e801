import { redirect } from 'next/navigation';
import { clusterPath } from '../components/cluster/service-path.ts';
import { FleetView } from '../components/fleet/fleet-view.tsx';
import { NoClusters } from '../components/fleet/no-clusters.tsx';
import { summarizeCluster } from '../lib/analysis/summarize-cluster.ts';
import { listClusters } from '../lib/server/registry.ts';

export const dynamic = 'force-dynamic';

export default function FleetPage() {
  const clusters = listClusters();
  const [only] = clusters;
  if (only === undefined) return <NoClusters />;
  if (clusters.length === 1) redirect(clusterPath(only.id));
  return (
    <FleetView
      clusters={clusters.map((cluster) => ({
        id: cluster.id,
        origin: cluster.origin,
        summary: summarizeCluster(cluster.current().analysis),
      }))}
      renderedAt={new Date().toISOString()}
    />
  );
}
