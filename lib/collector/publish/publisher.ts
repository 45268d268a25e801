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

/** Shortest time between two states: a person sees no difference, a rollout of a thousand pods costs few analyses. */
const PACE_MS = 100;
/** How long a change that no answer depends on waits for company. */
const ROUTINE_MS = 10_000;
/** After an analysis this many times as long is left for everything else. */
const REST_FACTOR = 4;

/** Makes states out of changes: at once when it is quiet, few and large ones when it is not. */
export class Publisher<A extends AnalyzedSnapshot> {
  readonly #options: PublisherOptions<A>;
  readonly #listeners = new Set<{ readonly listener: ClusterListener<A> }>();
  #state: ClusterState<A>;
  #isContinuous = true;
  #earliestMs = Number.NEGATIVE_INFINITY;
  #scheduled: { readonly atMs: number; readonly cancel: () => void } | null = null;

  constructor(options: PublisherOptions<A>) {
    this.#options = options;
    const { snapshot } = options.take();
    this.#state = { version: 1, snapshot, analysis: options.analyzer.analyze(snapshot) };
  }

  current(): ClusterState<A> {
    return this.#state;
  }

  subscribe(listener: ClusterListener<A>): () => void {
    const entry = { listener };
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  /** Something has changed: a new state follows as soon as its urgency asks for and the pace allows. */
  note(urgency: Urgency): void {
    if (urgency === 'none') return;
    const { clock } = this.#options;
    const now = clock.now();
    const atMs = Math.max(this.#earliestMs, urgency === 'news' ? now : now + ROUTINE_MS);
    if (this.#scheduled !== null && this.#scheduled.atMs <= atMs) return;
    this.stop();
    this.#scheduled = { atMs, cancel: clock.after(Math.max(0, atMs - now), () => this.#publish()) };
  }

  /** Publishes now what has been noted, if anything has. */
  flush(): void {
    if (this.#scheduled !== null) this.#publish();
  }

  /** Publishes nothing more until something else is noted. */
  stop(): void {
    this.#scheduled?.cancel();
    this.#scheduled = null;
  }

  #publish(): void {
    const { clock } = this.#options;
    this.stop();
    const startedMs = clock.now();
    const made = makeSafely(this.#options, this.#isContinuous ? this.#state.analysis : null);
    const endedMs = clock.now();
    this.#earliestMs = endedMs + Math.max(PACE_MS, (endedMs - startedMs) * REST_FACTOR);
    // What changed is forgotten once taken, so without a new state the next analysis must not build on the last one.
    this.#isContinuous = made !== null;
    if (made === null) return;
    this.#state = { version: this.#state.version + 1, snapshot: made.snapshot, analysis: made.analysis };
    this.#tell(made.delta);
  }

  #tell(delta: SnapshotDelta): void {
    for (const { listener } of [...this.#listeners]) {
      try {
        listener(this.#state, delta);
      } catch (error) {
        this.#options.onError('telling a new state', error);
      }
    }
  }
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
