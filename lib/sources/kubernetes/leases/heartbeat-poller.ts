import type { Lease } from '../../../snapshot/lease.ts';
import { parseLease } from '../../../snapshot/wire/parse-lease.ts';
import type { ParseProblem } from '../../../snapshot/wire/parsed.ts';
import { pause } from '../clock.ts';
import { type BackOff, createBackOff } from '../reflect/back-off.ts';
import { listAll } from '../reflect/list-all.ts';
import { ObjectStore } from '../reflect/object-store.ts';
import type { ReflectorEnvironment } from '../reflect/reflector.ts';
import { type ReflectorState, stateAfterFailure } from '../reflect/reflector-state.ts';
import { collectionPath } from '../resource.ts';
import type { ResourcePart } from '../source/resource-part.ts';
import { createHeartbeatNews } from './heartbeat-news.ts';

export interface HeartbeatPollerOptions {
  /** All heartbeats, of one moment: they only mean something beside each other. */
  readonly publish: (leases: ReadonlyMap<string, Lease>) => void;
  readonly onState: () => void;
  readonly stoppedSeconds: number;
}

const POLL_MS = 10_000;
const REFUSED_RETRY_MS = 60_000;
export const NODE_LEASE_NAMESPACE = 'kube-node-lease';
const PATH = collectionPath('leases', NODE_LEASE_NAMESPACE);
/** Served from the API server's memory: 5,000 heartbeats every few seconds must cost etcd nothing. */
const FROM_CACHE = { resourceVersion: '0' };

/** Reads the heartbeats of all nodes every 10 s: a watch would bring one event per node in the same time. */
export class HeartbeatPoller implements ResourcePart {
  readonly #environment: ReflectorEnvironment;
  readonly #options: HeartbeatPollerOptions;
  readonly #store = new ObjectStore<Lease>({ parse: parseLease, keep: () => true, keyPrefix: '' });
  readonly #backOff: BackOff;
  readonly #isNews: (leases: ReadonlyMap<string, Lease>) => boolean;
  readonly #stopping = new AbortController();
  #state: ReflectorState = { kind: 'starting' };
  #observedAtMs: number | null = null;
  #told = '';

  constructor(environment: ReflectorEnvironment, options: HeartbeatPollerOptions) {
    this.#environment = environment;
    this.#options = options;
    this.#backOff = createBackOff(environment.random);
    this.#isNews = createHeartbeatNews(environment.clock, options.stoppedSeconds);
  }

  async run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) await pause(this.#environment.clock, await this.#pollSafely(), signal);
  }

  stop(): void {
    this.#stopping.abort();
  }

  state(): ReflectorState {
    return this.#state;
  }

  problems(): readonly ParseProblem[] {
    return this.#store.problems();
  }

  observedAtMs(): number | null {
    return this.#observedAtMs;
  }

  /** Reads once and gives how long to wait. */
  async #pollSafely(): Promise<number> {
    try {
      return await this.#poll();
    } catch (error) {
      // A bug of ours: heartbeats go stale and say why, everything else goes on.
      this.#become({ kind: 'stale', message: `Internal error: ${String(error)}` });
      return REFUSED_RETRY_MS;
    }
  }

  async #poll(): Promise<number> {
    const { transport, clock } = this.#environment;
    const { signal } = this.#stopping;
    let draft = this.#store.begin();
    const listed = await listAll(transport, { path: PATH, query: FROM_CACHE, signal }, () => {
      draft = this.#store.begin();
      return draft.add;
    });
    if (signal.aborted) return 0;
    if (!listed.ok) {
      this.#become(stateAfterFailure(listed, 'list'));
      const refused = listed.reason === 'forbidden' || listed.reason === 'not-found';
      return Math.max(this.#backOff.next(listed.retryAfterMs), refused ? REFUSED_RETRY_MS : 0);
    }
    this.#backOff.reset();
    draft.commit();
    this.#observedAtMs = clock.now();
    const leases = new Map([...this.#store.items().values()].map((lease) => [lease.nodeName, lease]));
    if (this.#isNews(leases)) this.#options.publish(leases);
    this.#become({ kind: 'live', watchDenied: null });
    return POLL_MS;
  }

  #become(state: ReflectorState): void {
    this.#state = state;
    const now = JSON.stringify([state, this.#store.problemsVersion()]);
    if (now === this.#told) return;
    this.#told = now;
    this.#options.onState();
  }
}
