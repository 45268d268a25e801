'use client';

import { useParams } from 'next/navigation';
import { decodeSegment } from '../shell/decode-segment.ts';
import { type NotFoundLink, NotFoundPage } from '../shell/not-found-page.tsx';
import { Command } from '../ui/command.tsx';
import { shellQuote } from '../ui/shell-quote.ts';

interface NotFoundClusterProps {
  /** Clusters that this dashboard serves. */
  readonly served: readonly NotFoundLink[];
}

/** The cluster of the address is not served here, or the Service or node of the address is not in it. */
export function NotFoundCluster({ served }: NotFoundClusterProps) {
  const params = useParams();
  const segment = (key: string) => decodeSegment(String(params[key] ?? ''));
  const [cluster, namespace, name, node] = [segment('cluster'), segment('namespace'), segment('name'), segment('node')];
  const known = served.find((link) => link.label === cluster);
  if (known !== undefined && node !== '') {
    return (
      <NotFoundPage
        title={`No node ${node} in ${cluster}`}
        links={[{ label: 'All nodes', href: `${known.href}/nodes` }, known]}
      >
        <p className="pb-2">There is no Node object of that name, and no pool member either. Look at it by hand:</p>
        <Command command={`kubectl --context ${shellQuote(cluster)} get node ${shellQuote(node)}`} />
      </NotFoundPage>
    );
  }
  if (known === undefined || name === '') {
    return (
      <NotFoundPage
        title={`No cluster “${cluster}” is served here`}
        links={[...served, { label: 'All clusters', href: '/' }]}
      >
        The link may be from another installation, or the cluster was taken out of the configuration.
      </NotFoundPage>
    );
  }
  const kubectl = `kubectl --context ${shellQuote(cluster)} -n ${shellQuote(namespace)} get service ${shellQuote(name)}`;
  return (
    <NotFoundPage title={`No Service ${namespace}/${name} of type LoadBalancer in ${cluster}`} links={[known]}>
      <p className="pb-2">
        It was deleted, it is of another type, or Services of this namespace may not be read. Look at it by hand:
      </p>
      <Command command={kubectl} />
    </NotFoundPage>
  );
}
