import type { ParseProblem } from '../../../snapshot/wire/parsed.ts';
import { type Clock, pause } from '../clock.ts';
import type { KubePath } from '../resource.ts';
import type { KubeTransport } from '../transport/kube-transport.ts';
import { createFollower } from './follow-collection.ts';
import { createInterrupts } from './interrupts.ts';
import { createLister } from './list-collection.ts';
import { type Changes, type Contents, ObjectStore, type ObjectStoreOptions } from './object-store.ts';
import type { ReflectorState } from './reflector-state.ts';
import { ReflectorStatus } from './reflector-status.ts';
import { createSelection } from './selection.ts';

export interface ReflectorSink<T> {
  /** The first complete list. */
  synced(contents: Contents<T>): void;
  /** What really changed since; never empty. */
  changed(changes: Changes<T>): void;
  /** State or problems may have changed. */
  stateChanged(): void;
}

export interface ReflectorEnvironment {
  readonly transport: Pick<KubeTransport, 'readJson' | 'readWatch'>;
  readonly clock: Clock;
  /** In [0, 1). Spreads retries of many clients. */
  readonly random: () => number;
}

export interface ReflectorOptions<T> extends ObjectStoreOptions<T> {
  readonly path: KubePath;
  /** Selections, preferred first; the next is taken when the API server does not understand one (400). */
  readonly queries: readonly Readonly<Record<string, string>>[];
  readonly sink: ReflectorSink<T>;
}

export interface Reflector<T> extends Contents<T> {
  state(): ReflectorState;
  problems(): readonly ParseProblem[];
  /** When the data held was last known to be true, milliseconds since the epoch; null: never. */
  observedAtMs(): number | null;
  /** Lists afresh as soon as possible: more has become interesting. */
  relist(): void;
  /** Drops what has become uninteresting. */
  prune(isKept: (key: string, value: T) => boolean): void;
  stop(): void;
}

const INTERNAL_ERROR_RETRY_MS = 30_000;

/** Keeps a true copy of one collection until stopped: lists, watches, resumes, and lists again when it must. */
export function startReflector<T>(environment: ReflectorEnvironment, options: ReflectorOptions<T>): Reflector<T> {
  const store = new ObjectStore(options);
  const status = new ReflectorStatus(environment.clock, store, options.sink);
  const stopping = new AbortController();
  const interrupts = createInterrupts(stopping.signal);
  const reflection = {
    ...environment,
    ...options,
    store,
    status,
    interrupts,
    selection: createSelection(options.queries),
  };
  const list = createLister(reflection, stopping.signal);
  const follow = createFollower(reflection);

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const resourceVersion = await list();
        if (resourceVersion !== null) await follow(resourceVersion);
      } catch (error) {
        // A bug of ours: this resource goes stale and says why, everything else goes on.
        status.become({ kind: 'stale', message: `Internal error: ${String(error)}` });
        await pause(environment.clock, INTERNAL_ERROR_RETRY_MS, stopping.signal);
      }
    }
  }

  void run();
  return {
    has: (key) => store.has(key),
    items: () => store.items(),
    state: () => status.state(),
    problems: () => store.problems(),
    observedAtMs: () => status.observedAtMs(),
    relist: interrupts.interrupt,
    prune: (isKept) => status.publish(store.prune(isKept)),
    stop: () => stopping.abort(),
  };
}
