import { type ColumnHead, HeadWords, headTitle } from '../explain/head-words.tsx';
import { shownPodState } from '../shown-state.ts';
import { podStateWords } from '../status-vocabulary.ts';
import { ObjectName } from '../ui/object-name.tsx';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import { Section } from '../ui/section.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import type { NodeService } from './node-services-columns.tsx';

const headClass = 'border-b border-line px-4 py-1 text-left font-medium text-soft';
const cellClass = 'border-b border-line px-4 py-1';

export const endpointHeads: readonly ColumnHead[] = [
  { head: 'Pod', term: 'pod' },
  { head: 'State', term: 'endpoint' },
  { head: 'Service' },
  { head: 'Address' },
];

/** Endpoints of load balancer Services on the node. */
export function NodeEndpoints({ services }: { readonly services: readonly NodeService[] }) {
  const rows = services.flatMap((service) => service.endpoints.map((endpoint) => ({ service, endpoint })));
  if (rows.length === 0) return null;
  return (
    <Section
      id="endpoints"
      title="Endpoints on it"
      term="endpoint"
      hint="Of load balancer Services, by their first rule."
    >
      <ScrollRegion label="Table of endpoints" className="max-h-[640px]">
        <table className="w-full" aria-label="Endpoints on the node">
          <thead>
            <tr>
              {endpointHeads.map((head) => (
                <th key={head.head} scope="col" title={headTitle(head)} className={headClass}>
                  <HeadWords of={head} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ service, endpoint }) => (
              <tr key={`${service.namespace}/${service.name} ${endpoint.ip}`} className="hover:bg-hover">
                <th scope="row" className={`${cellClass} max-w-[44vw] text-left font-normal sm:max-w-80`}>
                  <ObjectName name={endpoint.name} copy="pod" />
                </th>
                <td className={cellClass}>
                  <StateBadge state={podStateWords[shownPodState(endpoint)]} />
                </td>
                <td className={`${cellClass} font-mono text-xs`}>
                  {service.namespace}/{service.name}
                </td>
                <td className={`${cellClass} font-mono text-xs`}>{endpoint.ip}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  );
}
