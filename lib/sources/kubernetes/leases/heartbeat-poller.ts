import type { Lease } from '../../../snapshot/lease.ts';
import { parseLease } from '../../../snapshot/wire/parse-lease.ts';
import type { ParseProblem } from '../../../snapshot/wire/parsed.ts';
import { pause } from '../clock.ts';
import { createBackOff } from '../reflect/back-off.ts';
import { listAll } from '../reflect/list-all.ts';
import { createObjectStore } from '../reflect/object-store.ts';
import type { ReflectorEnvironment } from '../reflect/reflector.ts';
import { type ReflectorState, stateAfterFailure } from '../reflect/reflector-state.ts';
import { collectionPath } from '../resource.ts';
import type { ResourcePart } from '../source/resource-part.ts';
import { stoppedHeartbeats } from './stopped-heartbeats.ts';

export interface HeartbeatPoller extends ResourcePart {
  stop(): void;
}

export interface HeartbeatPollerOptions {
  /** All heartbeats, of one moment: they only mean something beside each other. */
  readonly publish: (leases: ReadonlyMap<string, Lease>) => void;
  readonly onState: () => void;
  readonly stoppedSeconds: number;
}

const POLL_MS = 10_000;
/** Heartbeats that all go on say nothing new: told this often so that their times do not look old. */
const RETELL_MS = 60_000;
const REFUSED_RETRY_MS = 60_000;
export const NODE_LEASE_NAMESPACE = 'kube-node-lease';
const PATH = collectionPath('leases', NODE_LEASE_NAMESPACE);
/** Served from the API server's memory: 5,000 heartbeats every few seconds must cost etcd nothing. */
const FROM_CACHE = { resourceVersion: '0' };

/**
 * Reads the heartbeats of all nodes every 10 s: a watch would bring one event per node in the same time. They are told
 * when a node comes or goes, when one stops or starts again, and once a minute.
 */
export function startHeartbeatPoller(
  environment: ReflectorEnvironment,
  options: HeartbeatPollerOptions,
): HeartbeatPoller {
  const { clock, transport } = environment;
  const store = createObjectStore<Lease>({ parse: parseLease, keep: () => true, keyPrefix: '' });
  const backOff = createBackOff(environment.random);
  const stopping = new AbortController();
  const { signal } = stopping;
  let state: ReflectorState = { kind: 'starting' };
  let observedAtMs: number | null = null;
  let told = { leases: '', problems: -1, atMs: Number.NEGATIVE_INFINITY };

  function become(next: ReflectorState): void {
    const isNew = JSON.stringify(next) !== JSON.stringify(state);
    state = next;
    if (isNew || told.problems !== store.problemsVersion()) options.onState();
    told = { ...told, problems: store.problemsVersion() };
  }

  function publishIfNew(): void {
    const leases = new Map([...store.items().values()].map((lease) => [lease.nodeName, lease]));
    const stopped = stoppedHeartbeats(leases.values(), options.stoppedSeconds);
    const meaning = JSON.stringify([[...leases.keys()].sort(), [...stopped].sort()]);
    if (meaning === told.leases && clock.now() - told.atMs < RETELL_MS) return;
    told = { ...told, leases: meaning, atMs: clock.now() };
    options.publish(leases);
  }

  /** Reads once and gives how long to wait. */
  async function poll(): Promise<number> {
    let draft = store.begin();
    const listed = await listAll(transport, { path: PATH, query: FROM_CACHE, signal }, () => {
      draft = store.begin();
      return draft.add;
    });
    if (signal.aborted) return 0;
    if (!listed.ok) {
      become(stateAfterFailure(listed, 'list'));
      const refused = listed.reason === 'forbidden' || listed.reason === 'not-found';
      return Math.max(backOff.next(listed.retryAfterMs), refused ? REFUSED_RETRY_MS : 0);
    }
    backOff.reset();
    draft.commit();
    observedAtMs = clock.now();
    publishIfNew();
    become({ kind: 'live', watchDenied: null });
    return POLL_MS;
  }

  async function pollSafely(): Promise<number> {
    try {
      return await poll();
    } catch (error) {
      // A bug of ours: heartbeats go stale and say why, everything else goes on.
      become({ kind: 'stale', message: `Internal error: ${String(error)}` });
      return RETELL_MS;
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) await pause(clock, await pollSafely(), signal);
  }

  void run();
  return {
    state: () => state,
    problems: (): readonly ParseProblem[] => store.problems(),
    observedAtMs: () => observedAtMs,
    stop: () => stopping.abort(),
  };
}
