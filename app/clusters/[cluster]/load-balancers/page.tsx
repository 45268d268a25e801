import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { prepareSubpage } from '../../../../components/cluster/prepare-subpage.ts';
import { renderedNow } from '../../../../components/live/rendered-now.ts';
import { LoadBalancersView } from '../../../../components/load-balancers/load-balancers-view.tsx';
import { decodeSegment } from '../../../../components/shell/decode-segment.ts';
import { loadBalancerList } from '../../../../lib/server/documents/load-balancer-list.ts';
import { findCluster } from '../../../../lib/server/registry.ts';

export const dynamic = 'force-dynamic';

interface Props {
  readonly params: Promise<{ readonly cluster: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Load balancers · ${decodeSegment((await params).cluster)}` };
}

export default async function LoadBalancersPage({ params }: Props) {
  const cluster = findCluster(decodeSegment((await params).cluster));
  if (cluster === null) notFound();
  const { analysis } = cluster.current();
  const data = prepareSubpage(cluster.id, cluster.origin, analysis);
  return (
    <LoadBalancersView key={cluster.id} data={data} document={loadBalancerList(analysis)} renderedAt={renderedNow()} />
  );
}
