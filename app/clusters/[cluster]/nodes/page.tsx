import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { prepareSubpage } from '../../../../components/cluster/prepare-subpage.ts';
import { renderedNow } from '../../../../components/live/rendered-now.ts';
import { NodesView } from '../../../../components/nodes/nodes-view.tsx';
import { decodeSegment } from '../../../../components/shell/decode-segment.ts';
import { nodeList } from '../../../../lib/server/documents/node-list.ts';
import { findCluster } from '../../../../lib/server/registry.ts';

export const dynamic = 'force-dynamic';

interface Props {
  readonly params: Promise<{ readonly cluster: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Nodes · ${decodeSegment((await params).cluster)}` };
}

export default async function NodesPage({ params }: Props) {
  const cluster = findCluster(decodeSegment((await params).cluster));
  if (cluster === null) notFound();
  const { analysis } = cluster.current();
  const data = prepareSubpage(cluster.id, cluster.origin, analysis);
  return <NodesView key={cluster.id} data={data} document={nodeList(analysis)} renderedAt={renderedNow()} />;
}
