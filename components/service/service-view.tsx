'use client';

import { useMemo } from 'react';
import { clusterPath } from '../cluster/service-path.ts';
import { FindingsList } from '../findings/findings-list.tsx';
import { useLiveEvents } from '../live/use-live-events.ts';
import { LivePage } from '../shell/live-page.tsx';
import { allSourcesLive } from '../sources/all-sources-live.ts';
import { statusWords } from '../status-vocabulary.ts';
import { Banner } from '../ui/banner.tsx';
import { Section } from '../ui/section.tsx';
import { useViewState } from '../use-view-state.ts';
import { FirstAnswer } from './first-answer.tsx';
import { HostnamesSection } from './hostnames-section.tsx';
import { LifecycleSection } from './lifecycle-section.tsx';
import { chooseVariant, prepareVariants } from './prepare-variants.ts';
import { ServiceFacts } from './service-facts.tsx';
import type { PackedServicePage, ServicePageData } from './service-page-data.ts';
import { serviceReaders } from './service-readers.ts';
import { unpackServicePage } from './unpack-service-page.ts';
import { VariantSections } from './variant-sections.tsx';
import { WithoutRule } from './without-rule.tsx';

interface ServiceViewProps {
  readonly packed: PackedServicePage;
  readonly renderedAt: string;
}

/** The page of one Service: where its connections die, and why. */
export function ServiceView({ packed, renderedAt }: ServiceViewProps) {
  const initial = useMemo(() => unpackServicePage(packed), [packed]);
  const { clusterId, report: first } = initial;
  const name = `${first.namespace}/${first.name}`;
  const live = useLiveEvents<ServicePageData>({
    url: `/api/v1/clusters/${encodeURIComponent(clusterId)}/events?service=${encodeURIComponent(name)}`,
    initial,
    renderedAt,
    readers: serviceReaders,
  });
  const { report, findings, sources, gone, ...frame } = live.shown;
  const { state } = useViewState();
  const variants = useMemo(() => prepareVariants(report), [report]);
  const variant = chooseVariant(variants, state.variant);
  return (
    <LivePage
      live={live}
      renderedAt={renderedAt}
      clusterId={clusterId}
      cluster={frame.cluster}
      origin={frame.origin}
      takenAt={frame.takenAt}
      sources={sources}
      crumbs={[{ label: 'clusters', href: '/' }, { label: clusterId, href: clusterPath(clusterId) }, { label: name }]}
      status={report.status}
      known={report.known}
      sentence={report.sentence}
      facts={
        <>
          <FirstAnswer findings={findings} status={report.status} takenAt={frame.takenAt} />
          {variant !== null && <ServiceFacts report={report} variant={variant} />}
        </>
      }
    >
      {gone && <GoneNotice />}
      {variant === null ? (
        <WithoutRule />
      ) : (
        <VariantSections data={live.shown} variants={variants} variant={variant} changes={live.changes} />
      )}
      <HostnamesSection report={report} sources={sources} />
      <LifecycleSection lifecycle={report.lifecycle} viewed={state.policy ?? report.externalTrafficPolicy} />
      <Section id="findings" title="Findings" term="finding" hint="Worst first, with evidence and fix.">
        <FindingsList findings={findings} complete={allSourcesLive(sources)} openFirst={1} takenAt={frame.takenAt} />
      </Section>
    </LivePage>
  );
}

function GoneNotice() {
  return (
    <Banner state={statusWords.unknown}>
      This Service was deleted, or is no longer of type LoadBalancer. What is shown is the last that was known of it.
    </Banner>
  );
}
