import type { Snapshot } from '../snapshot/snapshot.ts';
import type { SnapshotDelta } from '../snapshot/snapshot-delta.ts';
import type { AnalyzedSnapshot } from './analyzer.ts';

/** One moment of a cluster and everything computed from it. Immutable: keep it as long as you like. */
export interface ClusterState<A extends AnalyzedSnapshot = AnalyzedSnapshot> {
  /** Grows with every published state of this cluster in this process, from 1. */
  readonly version: number;
  readonly snapshot: Snapshot;
  readonly analysis: A;
}

/** Called after each new state. `delta` names what differs from the state published before. */
export type ClusterListener<A extends AnalyzedSnapshot = AnalyzedSnapshot> = (
  state: ClusterState<A>,
  delta: SnapshotDelta,
) => void;

/** `live`: read from real APIs; `bundle`: a file, never changes; `embedded`: the AKS that this process simulates. */
export type ClusterOrigin = 'live' | 'bundle' | 'embedded';

/** A cluster this process can answer for, whatever its data comes from. */
export interface LiveCluster<A extends AnalyzedSnapshot = AnalyzedSnapshot> {
  readonly id: string;
  readonly origin: ClusterOrigin;
  /** Always answers; before any data has arrived with a snapshot whose sources are `absent`. */
  current(): ClusterState<A>;
  /** Tells every later state, not the current one. Returns the function that ends the subscription. */
  subscribe(listener: ClusterListener<A>): () => void;
  /** Ends all reading; `current()` keeps answering with the last state. */
  stop(): Promise<void>;
}
