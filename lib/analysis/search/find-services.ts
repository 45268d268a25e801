import type { SearchHit } from '../../report/search-report.ts';
import type { Analysis, AnalyzedService } from '../analysis.ts';
import { BestHits } from './best-hits.ts';
import { addressRank, looksLikeAddress, matchRank } from './match-rank.ts';
import type { PageAddresses } from './page-address.ts';
import { type FoundRule, searchIndex } from './search-index.ts';
import type { SearchQuery } from './search-query.ts';

export function findServices(analysis: Analysis, query: SearchQuery, capacity: number): BestHits<AnalyzedService> {
  const hits = new BestHits<AnalyzedService>(capacity);
  for (const [key, entry] of analysis.services) {
    hits.add(query.qualified ? matchRank(key, query.text) : matchRank(entry.model.service.name, query.text), entry);
  }
  return hits;
}

export function serviceHit({ model, state }: AnalyzedService, pages: PageAddresses): SearchHit {
  return { kind: 'service', title: model.key, detail: state.sentence, href: pages.service(model.service) };
}

interface FoundFrontend {
  readonly ip: string;
  readonly entry: AnalyzedService;
}

export function findFrontends(analysis: Analysis, { text }: SearchQuery, capacity: number): BestHits<FoundFrontend> {
  const hits = new BestHits<FoundFrontend>(capacity);
  if (!looksLikeAddress(text)) return hits;
  for (const entry of analysis.services.values()) {
    for (const { ip } of entry.model.frontends) if (ip !== null) hits.add(addressRank(ip, text), { ip, entry });
  }
  return hits;
}

export function frontendHit({ ip, entry: { model } }: FoundFrontend, pages: PageAddresses): SearchHit {
  const detail = `${model.internal ? 'internal ' : ''}frontend of ${model.key}`;
  return { kind: 'address', title: ip, detail, href: pages.service(model.service) };
}

export function findRules(analysis: Analysis, { text }: SearchQuery, capacity: number): BestHits<FoundRule> {
  const hits = new BestHits<FoundRule>(capacity);
  for (const rule of searchIndex(analysis).rules) hits.add(matchRank(rule.lower, text), rule);
  return hits;
}

export function ruleHit({ name, loadBalancer }: FoundRule, pages: PageAddresses): SearchHit {
  return {
    kind: 'rule',
    title: name,
    detail: `rule of load balancer ${loadBalancer}`,
    href: pages.loadBalancers(name),
  };
}
