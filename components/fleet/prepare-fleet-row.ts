import type { Analysis } from '../../lib/analysis/analysis.ts';
import { summarizeCluster } from '../../lib/analysis/summarize-cluster.ts';
import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import { clusterPath } from '../cluster/service-path.ts';
import type { ClusterOrigin } from '../shell/cluster-origin.ts';
import { sourceNames } from '../sources/source-titles.ts';
import type { FleetRow } from './fleet-row.ts';

const noServices: FleetRow['services'] = { failing: 0, degraded: 0, unknown: 0, healthy: 0 };

/** The row of a cluster. When it cannot be summed up, this row says so, and no other is touched. */
export function prepareFleetRow(id: string, origin: ClusterOrigin, current: () => Analysis): FleetRow {
  const place = { id, href: clusterPath(id), origin };
  try {
    return { ...place, ...factsOf(summarizeCluster(current())) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      ...place,
      status: 'unknown',
      known: 'computed',
      sentence: `A fault of the dashboard hides this cluster: ${why}. The others are not touched by it.`,
      takenAt: null,
      services: noServices,
      nodes: 0,
      worstLostShare: 0,
      findings: {},
      sources: [],
      complete: false,
    };
  }
}

function factsOf(summary: ClusterSummary): Omit<FleetRow, 'id' | 'href' | 'origin'> {
  const services = { ...noServices };
  let worstLostShare = 0;
  for (const { status, lostShare, suspectShare, externalTrafficPolicy: policy } of summary.services) {
    services[status]++;
    if (status === 'failing') worstLostShare = Math.max(worstLostShare, lostShare[policy] + suspectShare[policy]);
  }
  return {
    status: summary.status,
    known: summary.known,
    sentence: summary.sentence,
    takenAt: summary.takenAt,
    services,
    nodes: summary.nodePools.reduce((sum, pool) => sum + pool.nodes, 0),
    worstLostShare,
    findings: summary.findingCounts,
    sources: sourceNames.map((name) => {
      const { state, observedAt } = summary.sources[name];
      return { name, state, observedAt };
    }),
    // A source that nobody set up is no trouble of tonight.
    complete: Object.values(summary.sources).every(({ state }) => state === 'live' || state === 'absent'),
  };
}
