import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { findingsShown } from '../../../components/cluster/cluster-page-data.ts';
import { ClusterView } from '../../../components/cluster/cluster-view.tsx';
import { decodeSegment } from '../../../components/shell/decode-segment.ts';
import { summarizeCluster } from '../../../lib/analysis/summarize-cluster.ts';
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
  const { analysis } = cluster.current();
  const initial = {
    id: cluster.id,
    origin: cluster.origin,
    summary: summarizeCluster(analysis),
    findings: analysis.findings.slice(0, findingsShown),
    findingsTotal: analysis.findings.length,
  };
  return <ClusterView key={cluster.id} initial={initial} renderedAt={new Date().toISOString()} />;
}
