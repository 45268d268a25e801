import type { Analysis } from '../../analysis/analysis.ts';
import { summarizeCluster } from '../../analysis/summarize-cluster.ts';
import type { ClusterState } from '../../collector/live-cluster.ts';
import type { ClusterSummary, ServiceSummary } from '../../report/cluster-summary.ts';
import type { HelloEvent, SummaryEvent } from '../../report/stream-events.ts';

/** What a stream knows of a cluster at one version, and how it got there. */
export interface SummaryTrack {
  readonly version: number;
  readonly summary: ClusterSummary;
  /** By `namespace/name`: the row as text, to compare. */
  readonly rows: ReadonlyMap<string, string>;
  /** Oldest first; each leads from the version of the one before to its own. */
  readonly steps: readonly SummaryStep[];
}

interface SummaryStep {
  readonly from: number;
  readonly version: number;
  /** Rows that are new, differ, or are gone. */
  readonly touched: readonly string[];
}

/** Whoever was away for longer than this many steps starts over. */
const stepsMax = 256;

export function startTrack(state: ClusterState<Analysis>): SummaryTrack {
  const summary = summarizeCluster(state.analysis);
  return { version: state.version, summary, rows: rowsOf(summary), steps: [] };
}

export function followTrack(track: SummaryTrack, state: ClusterState<Analysis>): SummaryTrack {
  if (state.version === track.version) return track;
  const summary = summarizeCluster(state.analysis);
  const rows = rowsOf(summary);
  const keys = new Set([...track.rows.keys(), ...rows.keys()]);
  const touched = [...keys].filter((key) => track.rows.get(key) !== rows.get(key));
  const step = { from: track.version, version: state.version, touched };
  return { version: state.version, summary, rows, steps: [...track.steps, step].slice(-stepsMax) };
}

export function helloEvent({ summary, version }: SummaryTrack): HelloEvent {
  return { ...summary, version, removed: [] };
}

/** What changed since a version. Null: that is not known any more, so only `hello` helps. */
export function summaryEvent(track: SummaryTrack, from: number): SummaryEvent | null {
  const since = track.steps.filter((step) => step.from >= from);
  if (from !== track.version && since[0]?.from !== from) return null;
  const touched = new Set(since.flatMap((step) => step.touched));
  const { cluster: _cluster, services, ...head } = track.summary;
  return {
    ...head,
    version: track.version,
    services: services.filter((row) => touched.has(keyOf(row))),
    removed: [...touched].filter((key) => !track.rows.has(key)),
  };
}

function rowsOf(summary: ClusterSummary): Map<string, string> {
  return new Map(summary.services.map((row) => [keyOf(row), JSON.stringify(row)]));
}

function keyOf({ namespace, name }: Pick<ServiceSummary, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}
