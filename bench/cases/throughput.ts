import type { Analysis } from '../../lib/analysis/analysis.ts';
import { reportService } from '../../lib/analysis/report-service.ts';
import { searchCluster } from '../../lib/analysis/search/search-cluster.ts';
import { summarizeCluster } from '../../lib/analysis/summarize-cluster.ts';
import { parsePod } from '../../lib/snapshot/wire/parse-pod.ts';
import type { GeneratedCluster } from '../generate-cluster.ts';
import { median, timeOf, timings } from '../measure.ts';
import { milliseconds, perSecond, type ResultRow } from '../result-table.ts';

const PODS_MAX = 20_000;

/** Plain speeds without a budget: what the pages ask for, and pods at the edge. */
export function throughput(cluster: GeneratedCluster, analysis: Analysis): readonly ResultRow[] {
  const [service] = analysis.snapshot.kubernetes.services ?? [];
  if (service === undefined) throw new Error('the cluster has no Service to report');
  const report = median(timings(5, () => reportService(analysis, service)));
  const text = JSON.stringify(reportService(analysis, service));
  const printing = median(timings(5, () => JSON.stringify(reportService(analysis, service))));
  const summary = median(timings(5, () => summarizeCluster(analysis)));
  const search = median(timings(5, () => searchCluster(analysis, 'bench', '7f9')));
  const line = (what: string, value: string, ratio: number | null = null): ResultRow => ({
    what,
    value,
    ratio,
    budget: null,
  });
  return [
    line('summarizeCluster: the cluster page', milliseconds(summary)),
    line('reportService: all nodes of one Service, both policies', milliseconds(report)),
    line(`… and printed as ${(text.length / 1e6).toFixed(1)} MB of JSON`, milliseconds(printing)),
    line('searchCluster: a part of a name among all objects', milliseconds(search)),
    ...podRows(cluster, line),
  ];
}

function podRows(
  cluster: GeneratedCluster,
  line: (what: string, value: string, ratio?: number | null) => ResultRow,
): readonly ResultRow[] {
  const texts: string[] = [];
  for (const pod of cluster.pods()) {
    texts.push(JSON.stringify(pod));
    if (texts.length === PODS_MAX) break;
  }
  const parsed: unknown[] = [];
  const floor = timeOf(() => {
    for (const text of texts) parsed.push(JSON.parse(text));
  });
  const parsers = timeOf(() => {
    for (const pod of parsed) parsePod(pod);
  });
  return [
    line('JSON.parse of pods: the floor of the next line', perSecond(texts.length, floor)),
    line('parsePod: raw pod → trimmed pod', perSecond(texts.length, parsers), parsers / floor),
  ];
}
