import type { Clock } from '../clock.ts';
import type { Changes, ObjectStore } from './object-store.ts';
import type { ReflectorSink } from './reflector.ts';
import type { ReflectorState } from './reflector-state.ts';

export interface ReflectorStatus<T> {
  state(): ReflectorState;
  observedAtMs(): number | null;
  become(next: ReflectorState): void;
  publish(changes: Changes<T>): void;
  /** A complete list has come, and differs so from what was held. */
  listed(changes: Changes<T>): void;
  readonly watchHandlers: {
    readonly onOpen: () => void;
    readonly onContact: () => void;
    readonly onChanges: (changes: Changes<T>) => void;
  };
}

/** Tells a sink what a reflector learns: data first, then the state it leads to, and each only when it changed. */
export function createReflectorStatus<T>(
  clock: Clock,
  store: ObjectStore<T>,
  sink: ReflectorSink<T>,
): ReflectorStatus<T> {
  let state: ReflectorState = { kind: 'starting' };
  let observedAtMs: number | null = null;
  let watchDenied: string | null = null;
  let synced = false;
  let told = '';

  function become(next: ReflectorState): void {
    if (next.kind === 'live') watchDenied = next.watchDenied;
    state = next;
    tell();
  }

  function tell(): void {
    const now = JSON.stringify([state, store.problemsVersion()]);
    if (now === told) return;
    told = now;
    sink.stateChanged();
  }

  function publish(changes: Changes<T>): void {
    if (synced && changes.size > 0) sink.changed(changes);
    tell();
  }

  return {
    state: () => state,
    observedAtMs: () => observedAtMs,
    become,
    publish,
    listed(changes) {
      observedAtMs = clock.now();
      if (synced) publish(changes);
      else sink.synced(store.items());
      synced = true;
      become({ kind: 'live', watchDenied });
    },
    watchHandlers: {
      onOpen: () => {
        observedAtMs = clock.now();
        become({ kind: 'live', watchDenied: null });
      },
      onContact: () => {
        observedAtMs = clock.now();
      },
      onChanges: publish,
    },
  };
}
