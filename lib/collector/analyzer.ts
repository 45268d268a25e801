import type { Finding } from '../report/finding.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { SnapshotDelta } from '../snapshot/snapshot-delta.ts';

/** What the collector itself needs to know of an analysis. */
export interface AnalyzedSnapshot {
  readonly snapshot: Snapshot;
  readonly findings: readonly Finding[];
}

/** The pure functions that turn snapshots into answers; given from outside, so that the collector decides nothing. */
export interface Analyzer<A extends AnalyzedSnapshot> {
  analyze(snapshot: Snapshot): A;
  /** Same result as `analyze(snapshot)`; `delta` names everything that differs from the snapshot of `previous`. */
  reanalyze(previous: A, snapshot: Snapshot, delta: SnapshotDelta): A;
  /** True: an answer may be another one at `now` though no object has changed since. */
  canChangeWithTime(previous: A, now: string): boolean;
}
