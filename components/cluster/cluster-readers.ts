import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import { applyHello, applySummaryDelta } from '../live/apply-summary-delta.ts';
import type { Applied } from '../live/live-state.ts';
import type { EventReaders } from '../live/use-live-events.ts';
import type { ClusterPageData } from './cluster-page-data.ts';

/** What the events of the stream do to the cluster page. */
export const clusterReaders: EventReaders<ClusterPageData> = {
  hello: (data, payload) => withSummary(data, applyHello(data.summary, payload)),
  summary: (data, payload) => withSummary(data, applySummaryDelta(data.summary, payload)),
};

function withSummary(data: ClusterPageData, applied: Applied<ClusterSummary>): Applied<ClusterPageData> {
  return applied === null ? null : { data: { ...data, summary: applied.data }, changed: applied.changed };
}
