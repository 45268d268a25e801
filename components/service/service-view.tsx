'use client';

import { useMemo } from 'react';
import { clusterPath } from '../cluster/service-path.ts';
import { FindingsList } from '../findings/findings-list.tsx';
import { formatInstant } from '../format.ts';
import { useShortcut } from '../keyboard/keyboard-provider.tsx';
import { LiveIndicator } from '../live/live-indicator.tsx';
import { useLiveEvents } from '../live/use-live-events.ts';
import { PathLadder } from '../path/path-ladder.tsx';
import { preparePathLadder } from '../path/prepare-path-ladder.ts';
import { PageHead } from '../shell/page-head.tsx';
import { ShareButton } from '../shell/share-button.tsx';
import { ViewNotices } from '../shell/view-notices.tsx';
import { MissingPermissions } from '../sources/missing-permissions.tsx';
import { prepareMissingPermissions } from '../sources/prepare-missing-permissions.ts';
import { SourceChips } from '../sources/source-chips.tsx';
import { statusWords } from '../status-vocabulary.ts';
import { Banner } from '../ui/banner.tsx';
import { Section } from '../ui/section.tsx';
import { useViewState } from '../use-view-state.ts';
import { DistributionSection } from './distribution-section.tsx';
import { LifecycleSection } from './lifecycle-section.tsx';
import { NodesSection } from './nodes-section.tsx';
import { PodsSection } from './pods-section.tsx';
import { chooseVariant, prepareVariants } from './prepare-variants.ts';
import { RoutingSection } from './routing-section.tsx';
import { ServiceFacts } from './service-facts.tsx';
import type { PackedServicePage, ServicePageData } from './service-page-data.ts';
import { serviceReaders } from './service-readers.ts';
import { unpackServicePage } from './unpack-service-page.ts';
import { ViewToolbar } from './view-toolbar.tsx';
import { WithoutRule } from './without-rule.tsx';

interface ServiceViewProps {
  readonly packed: PackedServicePage;
  readonly renderedAt: string;
}

/** The page of one Service: where its connections die, and why. */
export function ServiceView({ packed, renderedAt }: ServiceViewProps) {
  const initial = useMemo(() => unpackServicePage(packed), [packed]);
  const { clusterId } = initial;
  const { namespace, name } = initial.report;
  const live = useLiveEvents<ServicePageData>({
    url: `/api/v1/clusters/${encodeURIComponent(clusterId)}/events?service=${encodeURIComponent(`${namespace}/${name}`)}`,
    initial,
    renderedAt,
    readers: serviceReaders,
  });
  const data = live.shown;
  const { report, findings, cluster } = data;
  const { state, problems, update } = useViewState();
  const variants = useMemo(() => prepareVariants(report), [report]);
  const variant = chooseVariant(variants, state.variant);
  const viewed = state.policy ?? report.externalTrafficPolicy;
  const permissions = useMemo(() => prepareMissingPermissions(data.sources, cluster), [data.sources, cluster]);
  const viewPolicy = (policy: typeof viewed) =>
    update({ policy: policy === report.externalTrafficPolicy ? null : policy });
  useShortcut('policy', () => viewPolicy(viewed === 'Cluster' ? 'Local' : 'Cluster'));
  return (
    <div className="grid gap-4">
      <ViewNotices
        problems={problems}
        madeAt={state.madeAt}
        takenAt={data.takenAt}
        unreadable={live.unreadable}
        onForgetTime={() => update({ madeAt: null })}
      />
      {data.gone && (
        <Banner state={statusWords.unknown}>
          This Service was deleted, or is no longer of type LoadBalancer. What is shown is the last that was known of
          it.
        </Banner>
      )}
      <PageHead
        crumbs={[
          { label: 'clusters', href: '/' },
          { label: clusterId, href: clusterPath(clusterId) },
          { label: `${namespace}/${name}` },
        ]}
        status={report.status}
        sentence={report.sentence}
        toolbar={
          <>
            <LiveIndicator
              live={live}
              renderedAt={renderedAt}
              takenAt={data.takenAt}
              recorded={data.origin === 'bundle'}
            />
            <ShareButton takenAt={data.takenAt} />
          </>
        }
      >
        {variant !== null && <ServiceFacts report={report} variant={variant} />}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <SourceChips sources={data.sources} renderedAt={renderedAt} />
          <span className="text-soft">Data of {formatInstant(data.takenAt)}</span>
        </div>
      </PageHead>
      {variant === null ? (
        <WithoutRule />
      ) : (
        <>
          <Ladder data={data} variant={variant} />
          <ViewToolbar
            variants={variants}
            variant={variant}
            configured={report.externalTrafficPolicy}
            viewed={viewed}
            findings={findings.length}
            onView={viewPolicy}
          />
          <RoutingSection cluster={cluster} report={report} variant={variant} viewed={viewed} />
          <NodesSection report={report} variant={variant} changes={live.changes} />
          <PodsSection variant={variant} />
          <DistributionSection
            variant={variant}
            configured={report.externalTrafficPolicy}
            viewed={viewed}
            asTable={state.asTables}
          />
        </>
      )}
      <LifecycleSection lifecycle={report.lifecycle} />
      <Section id="findings" title="Findings" hint="Worst first, with evidence, fix and how to see that it worked.">
        <FindingsList findings={findings} complete={isComplete(data)} openFirst={1} />
      </Section>
      <MissingPermissions permissions={permissions} />
    </div>
  );
}

interface LadderProps {
  readonly data: ServicePageData;
  readonly variant: ReturnType<typeof prepareVariants>[number];
}

function Ladder({ data, variant }: LadderProps) {
  const { state, update } = useViewState();
  const { report, cluster, nodeResourceGroup, findings } = data;
  const ladder = useMemo(() => {
    const traffic = variant.traffic[report.externalTrafficPolicy];
    const verdicts = report.verdicts.filter((verdict) => verdict.rule === variant.rule.name);
    return preparePathLadder({ cluster, report, variant, traffic, verdicts, nodeResourceGroup }, findings);
  }, [cluster, report, variant, nodeResourceGroup, findings]);
  return (
    <Section id="path" title="Path of a connection" hint="Where it dies, and how to check each hop by hand.">
      <PathLadder ladder={ladder} chosen={state.hop} onChoose={(hop) => update({ hop })} />
    </Section>
  );
}

function isComplete(data: ServicePageData): boolean {
  return Object.values(data.sources).every((source) => source.state === 'live');
}
