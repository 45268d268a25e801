import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import { applyHello, applySummaryDelta } from '../live/apply-summary-delta.ts';
import type { Applied } from '../live/live-state.ts';
import type { EventReaders } from '../live/use-live-events.ts';
import type { ClusterOrigin } from '../shell/cluster-origin.ts';

/** What a page under a cluster is rendered from, besides its own document. */
export interface SubpageData {
  /** Id of the cluster in addresses of this dashboard. */
  readonly id: string;
  readonly origin: ClusterOrigin;
  readonly summary: ClusterSummary;
}

/** What the events of the stream do to it. */
export const subpageReaders: EventReaders<SubpageData> = {
  hello: (data, payload) => withSummary(data, applyHello(data.summary, payload)),
  summary: (data, payload) => withSummary(data, applySummaryDelta(data.summary, payload)),
};

function withSummary(data: SubpageData, applied: Applied<ClusterSummary>): Applied<SubpageData> {
  return applied === null ? null : { data: { ...data, summary: applied.data }, changed: applied.changed };
}
