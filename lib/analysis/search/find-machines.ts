import type { SearchHit } from '../../report/search-report.ts';
import type { Pod } from '../../snapshot/pod.ts';
import type { Analysis } from '../analysis.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { BestHits } from './best-hits.ts';
import { addressRank, looksLikeAddress, type MatchRank, matchRank } from './match-rank.ts';
import type { PageAddresses } from './page-address.ts';
import type { SearchQuery } from './search-query.ts';

export interface Located<T> {
  readonly of: T;
  /** The address that was looked for; null: it was found by its name. */
  readonly ip: string | null;
}

export function findNodes({ model }: Analysis, { text }: SearchQuery, capacity: number): BestHits<Located<NodeFacts>> {
  const hits = new BestHits<Located<NodeFacts>>(capacity);
  const byAddress = looksLikeAddress(text);
  for (const node of model.nodes) {
    const named = matchRank(node.name, text);
    if (named !== null) hits.add(named, { of: node, ip: null });
    else if (byAddress) addAddress(hits, node, node.ips, text);
  }
  return hits;
}

export function nodeHit({ of, ip }: Located<NodeFacts>, pages: PageAddresses): SearchHit {
  const place = [of.agentPool === null ? null : `pool ${of.agentPool}`, of.zone].filter((each) => each !== null);
  const detail = [ip ?? of.ips[0] ?? null, ...place].filter((each) => each !== null).join(' · ');
  return {
    kind: 'node',
    title: of.name,
    detail: detail === '' ? 'node' : `node · ${detail}`,
    href: pages.node(of.name),
  };
}

/** Looks at every pod behind a Service; nothing is made of those that do not fit. */
export function findPods({ snapshot }: Analysis, query: SearchQuery, capacity: number): BestHits<Located<Pod>> {
  const hits = new BestHits<Located<Pod>>(capacity);
  const byAddress = looksLikeAddress(query.text);
  for (const pod of snapshot.kubernetes.pods ?? []) {
    const named = podRank(pod, query);
    if (named !== null) hits.add(named, { of: pod, ip: null });
    else if (byAddress && !pod.hostNetwork) addAddress(hits, pod, pod.podIPs, query.text);
  }
  return hits;
}

function podRank(pod: Pod, { text, qualified }: SearchQuery): MatchRank | null {
  if (qualified === null) return matchRank(pod.name, text);
  return pod.namespace === qualified.namespace ? matchRank(pod.name, qualified.name) : null;
}

export function podHit({ of: pod, ip }: Located<Pod>, { services }: Analysis, pages: PageAddresses): SearchHit {
  const owner = [...services.values()].find(({ model }) => isBehind(pod, model.service));
  const address = ip ?? pod.podIPs[0] ?? null;
  const words = [address, pod.nodeName === null ? null : `on ${pod.nodeName}`].filter((each) => each !== null);
  return {
    kind: 'pod',
    title: `${pod.namespace}/${pod.name}`,
    detail: ['pod', ...words].join(' · '),
    href: owner ? pages.podOf(owner.model.service, pod) : pages.nodes(pod.nodeName ?? pod.name),
  };
}

function isBehind(pod: Pod, service: { readonly namespace: string; readonly selector: Pod['labels'] | null }): boolean {
  if (service.namespace !== pod.namespace || service.selector === null) return false;
  return Object.entries(service.selector).every(([key, value]) => pod.labels[key] === value);
}

function addAddress<T>(hits: BestHits<Located<T>>, of: T, ips: readonly string[], text: string): void {
  const ip = ips.find((each) => addressRank(each, text) !== null);
  if (ip !== undefined) hits.add(addressRank(ip, text), { of, ip });
}
