import type { Clock } from '../clock.ts';
import type { Changes, ObjectStore } from './object-store.ts';
import type { ReflectorSink } from './reflector.ts';
import type { ReflectorState } from './reflector-state.ts';

/** Tells a sink what a reflector learns: data first, then the state it leads to, and each only when it changed. */
export class ReflectorStatus<T> {
  readonly #clock: Clock;
  readonly #store: ObjectStore<T>;
  readonly #sink: ReflectorSink<T>;
  #state: ReflectorState = { kind: 'starting' };
  #observedAtMs: number | null = null;
  #watchDenied: string | null = null;
  #synced = false;
  #told = '';

  constructor(clock: Clock, store: ObjectStore<T>, sink: ReflectorSink<T>) {
    this.#clock = clock;
    this.#store = store;
    this.#sink = sink;
  }

  state(): ReflectorState {
    return this.#state;
  }

  observedAtMs(): number | null {
    return this.#observedAtMs;
  }

  become(next: ReflectorState): void {
    if (next.kind === 'live') this.#watchDenied = next.watchDenied;
    this.#state = next;
    this.#tell();
  }

  publish(changes: Changes<T>): void {
    if (this.#synced && changes.size > 0) this.#sink.changed(changes);
    this.#tell();
  }

  /** A complete list has come, and differs so from what was held. */
  listed(changes: Changes<T>): void {
    this.heard();
    if (this.#synced) this.publish(changes);
    else this.#sink.synced(this.#store);
    this.#synced = true;
    this.become({ kind: 'live', watchDenied: this.#watchDenied });
  }

  /** The API server has accepted a watch. */
  opened(): void {
    this.heard();
    this.become({ kind: 'live', watchDenied: null });
  }

  /** The data is known to be true at this moment. */
  heard(): void {
    this.#observedAtMs = this.#clock.now();
  }

  #tell(): void {
    const now = JSON.stringify([this.#state, this.#store.problemsVersion()]);
    if (now === this.#told) return;
    this.#told = now;
    this.#sink.stateChanged();
  }
}
