import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ClusterView } from '../../../components/cluster/cluster-view.tsx';
import { prepareClusterPage } from '../../../components/cluster/prepare-cluster-page.ts';
import { renderedNow } from '../../../components/live/rendered-now.ts';
import { decodeSegment } from '../../../components/shell/decode-segment.ts';
import { findCluster } from '../../../lib/server/registry.ts';

export const dynamic = 'force-dynamic';

interface Props {
  readonly params: Promise<{ readonly cluster: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeSegment((await params).cluster) };
}

export default async function ClusterPage({ params }: Props) {
  const cluster = findCluster(decodeSegment((await params).cluster));
  if (cluster === null) notFound();
  const initial = prepareClusterPage(cluster.id, cluster.origin, cluster.current().analysis);
  return <ClusterView key={cluster.id} initial={initial} renderedAt={renderedNow()} />;
}
