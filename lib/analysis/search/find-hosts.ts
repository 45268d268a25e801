import type { SearchHit } from '../../report/search-report.ts';
import type { Analysis } from '../analysis.ts';
import { coversHost } from '../hosts/host-names.ts';
import { coversByIngress } from '../hosts/ingress-hosts.ts';
import { BestHits } from './best-hits.ts';
import { looksLikeAddress, type MatchRank, matchRank } from './match-rank.ts';
import type { PageAddresses } from './page-address.ts';
import { type FoundHost, searchIndex } from './search-index.ts';
import type { SearchQuery } from './search-query.ts';

export function findHosts(analysis: Analysis, { text }: SearchQuery, capacity: number): BestHits<FoundHost> {
  const hits = new BestHits<FoundHost>(capacity);
  for (const found of searchIndex(analysis).hosts) hits.add(hostRank(found, text), found);
  return hits;
}

/** A whole host name is also found by the wildcards that stand for it. docs/model.md "Hostnames". */
function hostRank({ host, entries }: FoundHost, text: string): MatchRank | null {
  const direct = matchRank(host, text);
  if (direct !== null || !host.startsWith('*') || !text.includes('.') || looksLikeAddress(text)) return direct;
  if (host === '*') return 3;
  const covers = entries.some(({ via }) => (via.kind === 'Ingress' ? coversByIngress : coversHost)(host, text));
  return covers ? 1 : null;
}

export function hostHit({ host, service, entries }: FoundHost, pages: PageAddresses): SearchHit {
  const { namespace, name } = service.model.service;
  const ports = [...new Set(entries.flatMap(({ port }) => port ?? []))].sort((a, b) => a - b);
  const vias = [
    ...new Set(entries.map(({ via }) => `${via.kind} ${via.namespace === '' ? '' : `${via.namespace}/`}${via.name}`)),
  ];
  const more = vias.length > 1 ? ` and ${vias.length - 1} more` : '';
  const onPorts = ports.length === 0 ? '' : `, port ${ports.join(', ')}`;
  return {
    kind: 'host',
    title: host,
    detail: `enters through ${namespace}/${name}${onPorts} · ${vias[0]}${more}`,
    href: pages.service({ namespace, name }),
  };
}
