'use client';

import { useMemo } from 'react';
import { FindingsList } from '../findings/findings-list.tsx';
import { formatInstant } from '../format.ts';
import { LiveIndicator } from '../live/live-indicator.tsx';
import { useLiveEvents } from '../live/use-live-events.ts';
import { PageHead } from '../shell/page-head.tsx';
import { ShareButton } from '../shell/share-button.tsx';
import { ViewNotices } from '../shell/view-notices.tsx';
import { MissingPermissions } from '../sources/missing-permissions.tsx';
import { prepareMissingPermissions } from '../sources/prepare-missing-permissions.ts';
import { SourceChips } from '../sources/source-chips.tsx';
import { Section } from '../ui/section.tsx';
import { useViewState } from '../use-view-state.ts';
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
  const { state, problems, update } = useViewState();
  const permissions = useMemo(() => prepareMissingPermissions(summary.sources, summary.cluster), [summary]);
  const pools = useMemo(() => preparePoolTable(summary.nodePools), [summary.nodePools]);
  const complete = Object.values(summary.sources).every((source) => source.state === 'live');
  return (
    <div className="grid gap-4">
      <ViewNotices
        problems={problems}
        madeAt={state.madeAt}
        takenAt={summary.takenAt}
        unreadable={live.unreadable}
        onForgetTime={() => update({ madeAt: null })}
      />
      <PageHead
        crumbs={[{ label: 'clusters', href: '/' }, { label: id }]}
        status={summary.status}
        sentence={summary.sentence}
        toolbar={
          <>
            <LiveIndicator
              live={live}
              renderedAt={renderedAt}
              takenAt={summary.takenAt}
              recorded={origin === 'bundle'}
            />
            <ShareButton takenAt={summary.takenAt} />
          </>
        }
      >
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <SourceChips sources={summary.sources} renderedAt={renderedAt} />
          <span className="text-soft">Data of {formatInstant(summary.takenAt)}</span>
        </div>
      </PageHead>
      <ServicesSection clusterId={id} summary={summary} changes={live.changes} />
      <div className="grid items-start gap-4 xl:grid-cols-[2fr_1fr]">
        <Section id="findings" title="Findings" hint={findingsHint(findings.shown.length, findings.total)}>
          <FindingsList findings={findings.shown} complete={complete} cluster={id} openFirst={0} />
        </Section>
        <PoolTable table={pools} />
      </div>
      <MissingPermissions permissions={permissions} />
    </div>
  );
}

function findingsHint(shown: number, total: number): string {
  if (shown === total) return 'Worst first, over all Services.';
  return `The worst ${shown} of ${total}; the others are on the pages of their Services.`;
}
