'use client';

import { useMemo } from 'react';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { DistributionPanel } from '../charts/distribution-panel.tsx';
import { prepareNodeDistribution, preparePodDistribution } from '../charts/prepare-distribution.ts';
import { Section } from '../ui/section.tsx';
import { PolicyComparison } from './policy-comparison.tsx';
import { preparePolicyComparison } from './prepare-policy-comparison.ts';
import type { Variant } from './prepare-variants.ts';

interface DistributionSectionProps {
  readonly variant: Variant;
  readonly configured: TrafficPolicy;
  readonly viewed: TrafficPolicy;
  readonly asTable: boolean;
}

export function DistributionSection({ variant, configured, viewed, asTable }: DistributionSectionProps) {
  const nodes = useMemo(() => prepareNodeDistribution(variant.traffic, viewed), [variant, viewed]);
  const pods = useMemo(() => preparePodDistribution(variant.traffic, viewed), [variant, viewed]);
  const comparison = useMemo(() => preparePolicyComparison(variant.traffic), [variant]);
  return (
    <Section
      id="distribution"
      title="Distribution"
      term="share"
      hint="Share of new connections, largest first; both policies."
    >
      <div className="grid lg:grid-cols-2 xl:grid-cols-[1fr_1fr_minmax(320px,auto)]">
        <DistributionPanel
          title="Entering through nodes"
          distribution={nodes}
          viewed={viewed}
          viewedTraffic={variant.traffic[viewed]}
          asTable={asTable}
        />
        <DistributionPanel
          title="Ending on pods"
          distribution={pods}
          viewed={viewed}
          viewedTraffic={variant.traffic[viewed]}
          asTable={asTable}
        />
        <div className="border-line max-xl:border-t lg:max-xl:col-span-2 xl:border-l">
          <PolicyComparison rows={comparison} configured={configured} />
        </div>
      </div>
    </Section>
  );
}
