import type { HostReport } from '../../report/host-report.ts';
import type { Analysis, AnalyzedService } from '../analysis.ts';
import { serviceHosts } from '../hosts/service-hosts.ts';

export interface FoundHost {
  readonly host: string;
  readonly service: AnalyzedService;
  /** What names it there, each once. */
  readonly entries: readonly HostReport[];
}

export interface FoundRule {
  readonly name: string;
  readonly lower: string;
  readonly loadBalancer: string;
}

/** What has to be joined before it can be searched. Nodes and pods are looked at where they are. */
export interface SearchIndex {
  readonly hosts: readonly FoundHost[];
  readonly rules: readonly FoundRule[];
}

const known = new WeakMap<Analysis, SearchIndex>();

/** Made at the first search of a state of the cluster. */
export function searchIndex(analysis: Analysis): SearchIndex {
  const index = known.get(analysis) ?? build(analysis);
  known.set(analysis, index);
  return index;
}

function build(analysis: Analysis): SearchIndex {
  const loadBalancers = analysis.snapshot.azure.loadBalancers ?? [];
  return {
    hosts: [...analysis.services.values()].flatMap((service) => hostsOf(service, analysis)),
    rules: loadBalancers.flatMap((loadBalancer) =>
      loadBalancer.rules.map(({ name }) => ({ name, lower: name.toLowerCase(), loadBalancer: loadBalancer.name })),
    ),
  };
}

function hostsOf(service: AnalyzedService, { model }: Analysis): readonly FoundHost[] {
  const byHost = new Map<string, HostReport[]>();
  for (const entry of serviceHosts(service.model, model)) {
    const same = byHost.get(entry.host);
    if (same) same.push(entry);
    else byHost.set(entry.host, [entry]);
  }
  return [...byHost].map(([host, entries]) => ({ host, service, entries }));
}
