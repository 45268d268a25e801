import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { prepareSubpage } from '../../../../components/cluster/prepare-subpage.ts';
import { FindingsView } from '../../../../components/findings/findings-view.tsx';
import { renderedNow } from '../../../../components/live/rendered-now.ts';
import { decodeSegment } from '../../../../components/shell/decode-segment.ts';
import { findingList } from '../../../../lib/server/documents/finding-list.ts';
import { findCluster } from '../../../../lib/server/registry.ts';

export const dynamic = 'force-dynamic';

interface Props {
  readonly params: Promise<{ readonly cluster: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Findings · ${decodeSegment((await params).cluster)}` };
}

export default async function FindingsPage({ params }: Props) {
  const cluster = findCluster(decodeSegment((await params).cluster));
  if (cluster === null) notFound();
  const { analysis } = cluster.current();
  const data = prepareSubpage(cluster.id, cluster.origin, analysis);
  return <FindingsView key={cluster.id} data={data} document={findingList(analysis, {})} renderedAt={renderedNow()} />;
}
