import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { renderedNow } from '../../../../../../components/live/rendered-now.ts';
import { packServicePage } from '../../../../../../components/service/pack-service-page.ts';
import { ServiceView } from '../../../../../../components/service/service-view.tsx';
import { decodeSegment } from '../../../../../../components/shell/decode-segment.ts';
import { findCluster } from '../../../../../../lib/server/registry.ts';

export const dynamic = 'force-dynamic';

interface Props {
  readonly params: Promise<{ readonly cluster: string; readonly namespace: string; readonly name: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { cluster, namespace, name } = await params;
  return { title: `${decodeSegment(namespace)}/${decodeSegment(name)} · ${decodeSegment(cluster)}` };
}

export default async function ServicePage({ params }: Props) {
  const segments = await params;
  const cluster = findCluster(decodeSegment(segments.cluster));
  if (cluster === null) notFound();
  const key = { namespace: decodeSegment(segments.namespace), name: decodeSegment(segments.name) };
  const packed = packServicePage(cluster.id, cluster.origin, cluster.current().analysis, key);
  if (packed === null) notFound();
  const name = `${cluster.id}/${key.namespace}/${key.name}`;
  return <ServiceView key={name} packed={packed} renderedAt={renderedNow()} />;
}
