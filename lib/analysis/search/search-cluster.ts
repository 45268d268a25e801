import { type SearchDocument, type SearchHit, searchKinds } from '../../report/search-report.ts';
import type { Analysis } from '../analysis.ts';
import type { BestHits } from './best-hits.ts';
import { findHosts, hostHit } from './find-hosts.ts';
import { findNodes, findPods, nodeHit, podHit } from './find-machines.ts';
import { findFrontends, findRules, findServices, frontendHit, ruleHit, serviceHit } from './find-services.ts';
import { pageAddresses } from './page-address.ts';
import { searchQuery } from './search-query.ts';

/** More than anybody reads: whoever sees so many types on. */
const HITS_MAX = 50;
/** So that a thousand pods do not hide the one Service. */
const HITS_OF_KIND_MAX = 20;

interface RankedHit {
  readonly rank: number;
  readonly hit: SearchHit;
}

/**
 * What a name, an address, a part of one or a pasted URL means in a cluster, best first. `clusterId`: under which the
 * pages of the cluster are. One pass over hosts, Services, nodes, pods and rules; only hits are made into words.
 */
export function searchCluster(
  analysis: Analysis,
  clusterId: string,
  typed: string,
): Pick<SearchDocument, 'query' | 'hits' | 'more'> {
  const query = searchQuery(typed);
  if (query.text === '') return { query: '', hits: [], more: false };
  const pages = pageAddresses(clusterId);
  const max = HITS_OF_KIND_MAX;
  const found = [
    made(findHosts(analysis, query, max), (host) => hostHit(host, pages)),
    made(findFrontends(analysis, query, max), (frontend) => frontendHit(frontend, pages)),
    made(findServices(analysis, query, max), (service) => serviceHit(service, pages)),
    made(findNodes(analysis, query, max), (node) => nodeHit(node, pages)),
    made(findPods(analysis, query, max), (pod) => podHit(pod, analysis, pages)),
    made(findRules(analysis, query, max), (rule) => ruleHit(rule, pages)),
  ];
  const ranked = found.flatMap(({ hits }) => hits).sort(byRank);
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const hits = ranked.slice(0, HITS_MAX).map(({ hit }) => hit);
  return { query: query.text, hits, more: total > hits.length };
}

function made<T>(best: BestHits<T>, hitOf: (value: T) => SearchHit) {
  const hits = best.best().map(({ rank, value }): RankedHit => ({ rank, hit: hitOf(value) }));
  return { hits, count: best.found() };
}

function byRank(a: RankedHit, b: RankedHit): number {
  const byKind = searchKinds.indexOf(a.hit.kind) - searchKinds.indexOf(b.hit.kind);
  return a.rank - b.rank || byKind || compareText(a.hit.title, b.hit.title) || compareText(a.hit.href, b.hit.href);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
