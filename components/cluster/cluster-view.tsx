'use client';

import { useMemo } from 'react';
import { FindingsList } from '../findings/findings-list.tsx';
import { useLiveEvents } from '../live/use-live-events.ts';
import { LivePage } from '../shell/live-page.tsx';
import { allSourcesLive } from '../sources/all-sources-live.ts';
import { Section } from '../ui/section.tsx';
import type { ClusterPageData } from './cluster-page-data.ts';
import { clusterReaders } from './cluster-readers.ts';
import { PoolTable } from './pool-table.tsx';
import { preparePoolTable } from './prepare-pools.ts';
import { ServicesSection } from './services-section.tsx';
import { useFindings } from './use-findings.ts';

interface ClusterViewProps {
  readonly initial: ClusterPageData;
  readonly renderedAt: string;
}

/** The cluster page: what is wrong now in one sentence, then every Service, worst first. */
export function ClusterView({ initial, renderedAt }: ClusterViewProps) {
  const live = useLiveEvents<ClusterPageData>({
    url: `/api/v1/clusters/${encodeURIComponent(initial.id)}/events`,
    initial,
    renderedAt,
    readers: clusterReaders,
  });
  const { id, summary, origin } = live.shown;
  const findings = useFindings(initial, summary);
  const pools = useMemo(() => preparePoolTable(summary.nodePools), [summary.nodePools]);
  return (
    <LivePage
      live={live}
      renderedAt={renderedAt}
      clusterId={id}
      cluster={summary.cluster}
      origin={origin}
      takenAt={summary.takenAt}
      sources={summary.sources}
      crumbs={[{ label: 'clusters', href: '/' }, { label: id }]}
      status={summary.status}
      known={summary.known}
      sentence={summary.sentence}
    >
      <ServicesSection clusterId={id} summary={summary} changes={live.changes} />
      <div className="grid items-start gap-4 xl:grid-cols-[2fr_1fr]">
        <Section
          id="findings"
          title="Findings"
          term="finding"
          hint={findingsHint(findings.shown.length, findings.total)}
        >
          <FindingsList
            findings={findings.shown}
            complete={allSourcesLive(summary.sources)}
            cluster={id}
            takenAt={summary.takenAt}
            openFirst={summary.status === 'failing' || summary.status === 'degraded' ? 1 : 0}
          />
        </Section>
        <PoolTable table={pools} />
      </div>
    </LivePage>
  );
}

function findingsHint(shown: number, total: number): string {
  if (shown === total) return 'Worst first, over all Services.';
  return `The worst ${shown} of ${total}; the others are on the page of findings.`;
}
