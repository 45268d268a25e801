'use client';

import { useMemo } from 'react';
import { RefreshEvery } from '../live/refresh-every.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { ShareButton } from '../shell/share-button.tsx';
import { ViewNotices } from '../shell/view-notices.tsx';
import { useViewState } from '../use-view-state.ts';
import type { FleetRow } from './fleet-row.ts';
import { FleetSection } from './fleet-section.tsx';
import { newestData, prepareFleet } from './prepare-fleet.ts';

interface FleetViewProps {
  readonly clusters: readonly FleetRow[];
  readonly renderedAt: string;
}

const refreshSeconds = 10;

/** Which of my clusters needs me? */
export function FleetView({ clusters, renderedAt }: FleetViewProps) {
  const { state, problems, update } = useViewState();
  const fleet = useMemo(() => prepareFleet(clusters), [clusters]);
  const takenAt = newestData(clusters, renderedAt);
  return (
    <div className="grid gap-4">
      {clusters.some(({ origin }) => origin !== 'bundle') && <RefreshEvery seconds={refreshSeconds} />}
      <ViewNotices
        problems={problems}
        madeAt={state.madeAt}
        takenAt={takenAt}
        unreadable={false}
        onForgetTime={() => update({ madeAt: null })}
      />
      <PageHead
        crumbs={[{ label: 'clusters' }]}
        status={fleet.status}
        computedOnly={false}
        sentence={fleet.sentence}
        toolbar={<ShareButton takenAt={takenAt} />}
      >
        {fleet.advice.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </PageHead>
      <FleetSection rows={fleet.rows} renderedAt={renderedAt} />
    </div>
  );
}
