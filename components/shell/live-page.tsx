'use client';

import { type ReactNode, useMemo } from 'react';
import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import { ClusterTabs } from '../cluster/cluster-tabs.tsx';
import { formatInstant } from '../format.ts';
import { LiveIndicator } from '../live/live-indicator.tsx';
import type { Live } from '../live/use-live-events.ts';
import { shownStatus } from '../shown-state.ts';
import { MissingPermissions } from '../sources/missing-permissions.tsx';
import { prepareMissingPermissions } from '../sources/prepare-missing-permissions.ts';
import { SourceChips } from '../sources/source-chips.tsx';
import type { Status } from '../status-vocabulary.ts';
import { useViewState } from '../use-view-state.ts';
import type { ClusterOrigin } from './cluster-origin.ts';
import { type Crumb, PageHead } from './page-head.tsx';
import { ShareButton } from './share-button.tsx';
import { SimulatedNotice } from './simulated-notice.tsx';
import { ViewNotices } from './view-notices.tsx';

interface LivePageProps {
  readonly live: Live<unknown>;
  readonly renderedAt: string;
  /** Id of the cluster in addresses of this dashboard. */
  readonly clusterId: string;
  /** Name of the cluster, which is also its kubectl context. */
  readonly cluster: string;
  readonly origin: ClusterOrigin;
  readonly takenAt: string;
  readonly sources: ClusterSummary['sources'];
  readonly crumbs: readonly Crumb[];
  readonly status: Status;
  readonly known: ClusterSummary['known'];
  readonly sentence: string;
  /** Under the verdict, above the sources. */
  readonly facts?: ReactNode;
  readonly children: ReactNode;
}

/** A page that follows a cluster: notices, verdict, how far each source can be trusted, and what may not be read. */
export function LivePage(props: LivePageProps) {
  const { live, renderedAt, clusterId, cluster, origin, takenAt, sources } = props;
  const { state, problems, update } = useViewState();
  const permissions = useMemo(() => prepareMissingPermissions(sources, cluster), [sources, cluster]);
  return (
    <div className="grid gap-4">
      <ViewNotices
        problems={problems}
        madeAt={state.madeAt}
        takenAt={takenAt}
        unreadable={live.unreadable}
        onForgetTime={() => update({ madeAt: null })}
      />
      <SimulatedNotice origin={origin} />
      <PageHead
        crumbs={props.crumbs}
        status={shownStatus(props)}
        computedOnly={props.known === 'computed'}
        sentence={props.sentence}
        tabs={<ClusterTabs cluster={clusterId} />}
        toolbar={
          <>
            <LiveIndicator live={live} renderedAt={renderedAt} takenAt={takenAt} recorded={origin === 'bundle'} />
            <ShareButton takenAt={takenAt} />
          </>
        }
      >
        {props.facts}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <SourceChips sources={sources} renderedAt={renderedAt} recordedAt={origin === 'bundle' ? takenAt : null} />
          <span className="text-soft">
            {origin === 'bundle' ? 'Recorded at' : 'Data of'} {formatInstant(takenAt)}
          </span>
        </div>
      </PageHead>
      {props.children}
      <MissingPermissions permissions={permissions} />
    </div>
  );
}
