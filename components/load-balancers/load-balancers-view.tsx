'use client';

import { CloudOff, Funnel } from 'lucide-react';
import { useMemo } from 'react';
import { type LoadBalancerList, loadBalancerListSchema } from '../../lib/report/cluster-documents.ts';
import type { SubpageData } from '../cluster/subpage-data.ts';
import { SubpageFrame } from '../cluster/subpage-frame.tsx';
import { useSubpage } from '../cluster/use-subpage.ts';
import { useShortcut } from '../keyboard/keyboard-provider.tsx';
import { FaultsToggle } from '../table/faults-toggle.tsx';
import { FilterBox } from '../table/filter-box.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useViewState } from '../use-view-state.ts';
import { BalancerSection } from './balancer-section.tsx';
import { filterBalancer, isEmptyBalancer } from './filter-balancer.ts';

interface LoadBalancersViewProps {
  readonly data: SubpageData;
  readonly document: LoadBalancerList;
  readonly renderedAt: string;
}

/** Azure's side, with its owners in Kubernetes: what differs, what is left over, what is near a limit. */
export function LoadBalancersView({ data, document, renderedAt }: LoadBalancersViewProps) {
  const page = useSubpage({ data, document, renderedAt, schema: loadBalancerListSchema, path: 'load-balancers' });
  const { state, update } = useViewState();
  const balancers = page.document.loadBalancers;
  const shown = useMemo(
    () => balancers.map((balancer) => filterBalancer(balancer, state)).filter((each) => !isEmptyBalancer(each)),
    [balancers, state],
  );
  const toggleFaults = () => update({ onlyFaults: !state.onlyFaults });
  useShortcut('faults', toggleFaults);
  return (
    <SubpageFrame live={page.live} renderedAt={renderedAt} crumbs={[{ label: 'load-balancers' }]} failed={page.failed}>
      <div className="flex flex-wrap items-center justify-end gap-2" data-print="hide">
        <FaultsToggle on={state.onlyFaults} onToggle={toggleFaults} />
        <FilterBox label="Filter Azure objects" value={state.filter} onChange={(filter) => update({ filter })} />
      </div>
      {shown.map((balancer) => (
        <BalancerSection key={balancer.name} cluster={data.id} balancer={balancer} />
      ))}
      {shown.length === 0 && balancers.length > 0 && (
        <EmptyState
          icon={Funnel}
          title="The filter hides every object"
          action={<Button onClick={() => update({ filter: '', onlyFaults: false })}>Show everything</Button>}
        >
          {state.onlyFaults ? 'No object that differs or is left over fits.' : 'No object fits.'}
        </EmptyState>
      )}
      {balancers.length === 0 && <NoBalancers loaded={page.live.shown.summary.sources.azure.state !== 'absent'} />}
    </SubpageFrame>
  );
}

function NoBalancers({ loaded }: { readonly loaded: boolean }) {
  return (
    <EmptyState icon={CloudOff} title="No load balancer">
      {loaded
        ? 'Azure was asked and named none in the node resource group, or it may not be read: see the missing permissions below.'
        : 'Azure is not connected, so only Kubernetes’ side is known. Sign in with az login, or see how to connect a cluster.'}
    </EmptyState>
  );
}
