import { Funnel, Hourglass, Lock, Network } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { Command } from '../ui/command.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { shellQuote } from '../ui/shell-quote.ts';
import type { ServicesEmpty as Reason } from './prepare-services-empty.ts';

interface ServicesEmptyProps {
  readonly reason: Reason;
  readonly cluster: string;
  readonly services: number;
  readonly onShowAll: () => void;
}

export function ServicesEmpty({ reason, cluster, services, onShowAll }: ServicesEmptyProps) {
  const context = shellQuote(cluster);
  switch (reason) {
    case 'none-exist':
      return (
        <EmptyState icon={Network} title="No Service of type LoadBalancer">
          <p>The cluster was read and has none, so no traffic comes in through an Azure load balancer.</p>
          <Command command={`kubectl --context ${context} get services --all-namespaces`} />
        </EmptyState>
      );
    case 'all-hidden':
      return (
        <EmptyState
          icon={Funnel}
          title="The filter hides every Service"
          action={<Button onClick={onShowAll}>Show all {services}</Button>}
        >
          The cluster has {services}, and none of them fits.
        </EmptyState>
      );
    case 'not-permitted':
      return (
        <EmptyState icon={Lock} title="Services may not be read">
          <p>
            The identity of this dashboard may not list Services. <a href="#permissions">What to grant</a>
          </p>
          <Command command={`kubectl --context ${context} auth can-i list services --all-namespaces`} />
        </EmptyState>
      );
    case 'not-read-yet':
      return (
        <EmptyState icon={Hourglass} title="Not read yet">
          The cluster has not answered so far. The page fills by itself.
        </EmptyState>
      );
  }
}
