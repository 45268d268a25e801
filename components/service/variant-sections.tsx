'use client';

import { useMemo } from 'react';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { useShortcut } from '../keyboard/keyboard-provider.tsx';
import { PathLadder } from '../path/path-ladder.tsx';
import { preparePathLadder } from '../path/prepare-path-ladder.ts';
import { Section } from '../ui/section.tsx';
import { useViewState } from '../use-view-state.ts';
import { DistributionSection } from './distribution-section.tsx';
import { NodesSection } from './nodes-section.tsx';
import { PodsSection } from './pods-section.tsx';
import type { Variant } from './prepare-variants.ts';
import { RoutingSection } from './routing-section.tsx';
import type { ServicePageData } from './service-page-data.ts';
import { ViewToolbar } from './view-toolbar.tsx';

interface VariantSectionsProps {
  readonly data: ServicePageData;
  readonly variants: readonly Variant[];
  readonly variant: Variant;
  readonly changes: ReadonlyMap<string, number>;
}

/** Everything that is about one port and family: the path, and both policies. */
export function VariantSections({ data, variants, variant, changes }: VariantSectionsProps) {
  const { state, update } = useViewState();
  const { report, cluster, takenAt } = data;
  const configured = report.externalTrafficPolicy;
  const viewed = state.policy ?? configured;
  const view = (policy: TrafficPolicy) => update({ policy: policy === configured ? null : policy });
  useShortcut('policy', () => view(viewed === 'Cluster' ? 'Local' : 'Cluster'));
  return (
    <>
      <Path data={data} variant={variant} />
      <ViewToolbar
        variants={variants}
        variant={variant}
        configured={configured}
        viewed={viewed}
        findings={data.findings.length}
        onView={view}
      />
      <RoutingSection cluster={cluster} takenAt={takenAt} report={report} variant={variant} viewed={viewed} />
      <NodesSection
        report={report}
        takenAt={takenAt}
        recorded={data.origin === 'bundle'}
        variant={variant}
        changes={changes}
      />
      <PodsSection variant={variant} />
      <DistributionSection variant={variant} configured={configured} viewed={viewed} asTable={state.asTables} />
    </>
  );
}

function Path({ data, variant }: Pick<VariantSectionsProps, 'data' | 'variant'>) {
  const { state, update } = useViewState();
  const { report, cluster, nodeResourceGroup, findings } = data;
  const ladder = useMemo(() => {
    const traffic = variant.traffic[report.externalTrafficPolicy];
    const verdicts = report.verdicts.filter((verdict) => verdict.rule === variant.rule.name);
    return preparePathLadder({ cluster, report, variant, traffic, verdicts, nodeResourceGroup }, findings);
  }, [cluster, report, variant, nodeResourceGroup, findings]);
  return (
    <Section
      id="path"
      title="Path of a connection"
      term="path"
      hint="Where it dies, and how to check each hop by hand."
    >
      <PathLadder ladder={ladder} chosen={state.hop} onChoose={(hop) => update({ hop })} />
    </Section>
  );
}
