import type { Analysis, AnalyzedService } from '../../analysis/analysis.ts';
import { encodeService, nodeRow, nodeTable } from '../../analysis/encode-report.ts';
import { serviceHosts } from '../../analysis/hosts/service-hosts.ts';
import type { ClusterState } from '../../collector/live-cluster.ts';
import { eventText } from './event-text.ts';

/** A Service that viewers look at, written out once for all of them. */
export interface WatchedService {
  /** Null: there is no such Service now. */
  readonly entry: AnalyzedService | null;
  readonly nodes: unknown;
  /** Metrics that its lists of nodes were written with. */
  readonly metrics: unknown;
  /** Host names, which change without the Service being judged anew. */
  readonly hosts: unknown;
  /** Version of the cluster in which it last became what it is. */
  readonly version: number;
  /** What the event says, without its version. */
  readonly content: string;
}

/** The same object as `before` when nothing differs. */
export function watchService(
  before: WatchedService | null,
  key: string,
  { analysis, version }: ClusterState<Analysis>,
): WatchedService {
  const entry = analysis.services.get(key) ?? null;
  const { nodes, snapshot } = analysis.model;
  const metrics = snapshot.azure.loadBalancerMetrics;
  const hosts = entry === null ? null : serviceHosts(entry.model, analysis.model);
  const parts = { entry, nodes, metrics, hosts };
  if (before !== null && isSame(before, parts)) return before;
  const content = contentOf(key, entry, analysis);
  if (before?.content === content) return { ...before, ...parts };
  return { ...parts, version, content };
}

function isSame(before: WatchedService, now: Omit<WatchedService, 'version' | 'content'>): boolean {
  const { entry, nodes, metrics, hosts } = now;
  return before.entry === entry && before.nodes === nodes && before.metrics === metrics && before.hosts === hosts;
}

function contentOf(key: string, entry: AnalyzedService | null, { model }: Analysis): string {
  if (entry !== null) {
    const table = nodeTable(model);
    const service = encodeService(entry, model, table);
    return JSON.stringify({ nodes: table.map(nodeRow), service, findings: entry.findings });
  }
  const [namespace, name] = key.split('/');
  return JSON.stringify({ namespace, name });
}

export function serviceEventText({ entry, version, content }: WatchedService): string {
  return eventText({
    event: entry === null ? 'service-removed' : 'service',
    data: `{"version":${version},${content.slice(1)}`,
  });
}
