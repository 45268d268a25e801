import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { SnapshotDelta } from '../../snapshot/snapshot-delta.ts';
import type { Clock } from '../../sources/kubernetes/clock.ts';
import type { AnalyzedSnapshot, Analyzer } from '../analyzer.ts';
import type { ClusterListener, ClusterState } from '../live-cluster.ts';
import type { Urgency } from '../store/urgency.ts';

export interface PublisherOptions<A extends AnalyzedSnapshot> {
  readonly clock: Clock;
  readonly analyzer: Pick<Analyzer<A>, 'analyze' | 'reanalyze'>;
  /** Everything as it is now, and what differs from the time before. */
  readonly take: () => { readonly snapshot: Snapshot; readonly delta: SnapshotDelta };
  /** A bug: in an analysis or a listener. The cluster goes on. */
  readonly onError: (doing: string, error: unknown) => void;
}

export interface Publisher<A extends AnalyzedSnapshot> {
  current(): ClusterState<A>;
  subscribe(listener: ClusterListener<A>): () => void;
  /** Something has changed: a new state follows as soon as its urgency asks for and the pace allows. */
  note(urgency: Urgency): void;
  /** Publishes now what has been noted, if anything has. */
  flush(): void;
  stop(): void;
}

/** Shortest time between two states: a person sees no difference, a rollout of a thousand pods costs few analyses. */
const PACE_MS = 100;
/** How long a change that no answer depends on waits for company. */
const ROUTINE_MS = 10_000;
/** At most one part in so many of the time is spent on analysing one cluster. */
const LOAD_FACTOR = 4;

/** Makes states out of changes: at once when it is quiet, few and large ones when it is not. */
export function createPublisher<A extends AnalyzedSnapshot>(options: PublisherOptions<A>): Publisher<A> {
  const { clock, onError } = options;
  const listeners = new Set<ClusterListener<A>>();
  let state = firstState(options);
  let isContinuous = true;
  let earliestMs = Number.NEGATIVE_INFINITY;
  let scheduled: { readonly atMs: number; readonly cancel: () => void } | null = null;

  function publish(): void {
    unschedule();
    const startedMs = clock.now();
    const made = makeSafely(options, isContinuous ? state.analysis : null);
    const endedMs = clock.now();
    earliestMs = endedMs + Math.max(PACE_MS, (endedMs - startedMs) * LOAD_FACTOR);
    // What changed is forgotten once taken, so without a new state the next analysis must not build on the last one.
    isContinuous = made !== null;
    if (made === null) return;
    state = { version: state.version + 1, snapshot: made.snapshot, analysis: made.analysis };
    tell(made.delta);
  }

  function tell(delta: SnapshotDelta): void {
    for (const listener of [...listeners]) {
      try {
        listener(state, delta);
      } catch (error) {
        onError('telling a new state', error);
      }
    }
  }

  function unschedule(): void {
    scheduled?.cancel();
    scheduled = null;
  }

  return {
    current: () => state,
    subscribe(listener) {
      const own: ClusterListener<A> = (...args) => listener(...args);
      listeners.add(own);
      return () => listeners.delete(own);
    },
    note(urgency) {
      if (urgency === 'none') return;
      const now = clock.now();
      const atMs = Math.max(earliestMs, urgency === 'news' ? now : now + ROUTINE_MS);
      if (scheduled !== null && scheduled.atMs <= atMs) return;
      unschedule();
      scheduled = { atMs, cancel: clock.after(Math.max(0, atMs - now), publish) };
    },
    flush() {
      if (scheduled !== null) publish();
    },
    stop: unschedule,
  };
}

function firstState<A extends AnalyzedSnapshot>({ analyzer, take }: PublisherOptions<A>): ClusterState<A> {
  const { snapshot } = take();
  return { version: 1, snapshot, analysis: analyzer.analyze(snapshot) };
}

/** Null: not even starting over helped. */
function makeSafely<A extends AnalyzedSnapshot>({ analyzer, take, onError }: PublisherOptions<A>, previous: A | null) {
  try {
    const { snapshot, delta } = take();
    try {
      if (previous !== null) return { snapshot, delta, analysis: analyzer.reanalyze(previous, snapshot, delta) };
    } catch (error) {
      onError('following changes', error);
    }
    return { snapshot, delta, analysis: analyzer.analyze(snapshot) };
  } catch (error) {
    onError('analysing', error);
    return null;
  }
}
