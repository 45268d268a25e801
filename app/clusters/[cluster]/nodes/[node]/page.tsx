import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { prepareSubpage } from '../../../../../components/cluster/prepare-subpage.ts';
import { renderedNow } from '../../../../../components/live/rendered-now.ts';
import { NodeView } from '../../../../../components/nodes/node-view.tsx';
import { decodeSegment } from '../../../../../components/shell/decode-segment.ts';
import { nodeDocument } from '../../../../../lib/server/documents/node-document.ts';
import { findCluster } from '../../../../../lib/server/registry.ts';

export const dynamic = 'force-dynamic';

interface Props {
  readonly params: Promise<{ readonly cluster: string; readonly node: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { cluster, node } = await params;
  return { title: `${decodeSegment(node)} · ${decodeSegment(cluster)}` };
}

export default async function NodePage({ params }: Props) {
  const segments = await params;
  const cluster = findCluster(decodeSegment(segments.cluster));
  if (cluster === null) notFound();
  const { analysis } = cluster.current();
  const document = nodeDocument(analysis, decodeSegment(segments.node));
  if (document === null) notFound();
  const data = prepareSubpage(cluster.id, cluster.origin, analysis);
  return <NodeView key={`${cluster.id}/${document.name}`} data={data} document={document} renderedAt={renderedNow()} />;
}
