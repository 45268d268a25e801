'use client';

import type { ReactNode } from 'react';
import type { Live } from '../live/use-live-events.ts';
import { LivePage } from '../shell/live-page.tsx';
import { statusWords } from '../status-vocabulary.ts';
import { Banner } from '../ui/banner.tsx';
import { clusterPath } from './service-path.ts';
import type { SubpageData } from './subpage-data.ts';

interface SubpageFrameProps {
  readonly live: Live<SubpageData>;
  readonly renderedAt: string;
  /** Names of the page and of what it is about, after the cluster. */
  readonly crumbs: readonly { readonly label: string; readonly href?: string }[];
  readonly failed: boolean;
  readonly children: ReactNode;
}

/** Verdict and sources of the cluster around one of its pages. */
export function SubpageFrame({ live, renderedAt, crumbs, failed, children }: SubpageFrameProps) {
  const { id, origin, summary } = live.shown;
  return (
    <LivePage
      live={live}
      renderedAt={renderedAt}
      clusterId={id}
      cluster={summary.cluster}
      origin={origin}
      takenAt={summary.takenAt}
      sources={summary.sources}
      crumbs={[{ label: 'clusters', href: '/' }, { label: id, href: clusterPath(id) }, ...crumbs]}
      status={summary.status}
      known={summary.known}
      sentence={summary.sentence}
    >
      {failed && (
        <Banner state={statusWords.unknown}>
          Something changed, and the server did not say what. Shown is the last good answer.
        </Banner>
      )}
      {children}
    </LivePage>
  );
}
