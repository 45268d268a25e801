import { isPlainObject } from '../../../snapshot/wire/plain-object.ts';
import type { Clock } from '../clock.ts';
import { readIdentity } from '../reflect/object-identity.ts';
import { type ReflectorOptions, startReflector } from '../reflect/reflector.ts';
import { collectionPath } from '../resource.ts';
import { createKubeTransport } from '../transport/kube-transport.ts';
import { startFakeApiServer } from './fake-api-server.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { observeTransport } from './observed-transport.ts';
import { createReflectorRecorder } from './reflector-recorder.ts';
import { createTokenAccess } from './token-access.ts';

/** What the tests of the reflector keep of an object: enough to tell versions and contents apart. */
export interface Kept {
  readonly resourceVersion: string;
  readonly data: unknown;
}

/** One reflector of `nodes` against a fake API server, with a clock that only tests move. */
export function startReflectorWorld() {
  return startReflectorWorldAt(createManualClock());
}

export async function startReflectorWorldAt<C extends Clock>(clock: C) {
  const server = await startFakeApiServer();
  const path = collectionPath('nodes');
  server.serve(path);
  const access = createTokenAccess(server.url);
  const deadlines = { timeoutMs: 61_111, headTimeoutMs: 31_111, idleTimeoutMs: 90_000 };
  const transport = createKubeTransport({ access, clock, ...deadlines });
  const observed = observeTransport(transport);
  const recorder = createReflectorRecorder<Kept>();
  const stops: (() => void)[] = [];

  return {
    server,
    path,
    clock,
    access,
    recorder,
    /** Starts the reflector; an object whose `data` is `null` is of no interest, `'bad'` cannot be read. */
    start(options: Partial<ReflectorOptions<Kept>> = {}) {
      const defaults = { path, queries: [{}], sink: recorder, keep: () => true, keyPrefix: '', parse: parseKept };
      const reflector = startReflector<Kept>(
        { transport: observed.transport, clock, random: () => 0.5 },
        { ...defaults, ...options },
      );
      stops.push(reflector.stop);
      return reflector;
    },
    put: (name: string, data: unknown = name) => server.put(path, { metadata: { name }, data }),
    remove: (name: string) => server.remove(path, name),
    /** The newest open watch, as soon as there is one and the reflector knows it. */
    async watch() {
      await server.until(() => server.watches(path).length > 0);
      await observed.untilOpened(() => server.watchesOpened());
      const watch = server.watches(path).at(-1);
      if (watch === undefined) throw new Error('No watch is open.');
      return watch;
    },
    requests: (verb: string) => server.requests.filter((request) => request.verb === verb),
    async close() {
      for (const stop of stops) stop();
      transport.close();
      await server.close();
    },
  };
}

export type ReflectorWorld<C extends Clock = ManualClock> = Awaited<ReturnType<typeof startReflectorWorldAt<C>>>;

function parseKept(raw: unknown) {
  const data = isPlainObject(raw) ? raw.data : undefined;
  const name = readIdentity(raw)?.key ?? '';
  if (data === 'bad') {
    return {
      ok: false as const,
      problem: { object: `Node ${name}`, pointer: '/data', message: 'expected no bad data' },
    };
  }
  const resourceVersion = readIdentity(raw)?.resourceVersion ?? '';
  return { ok: true as const, value: data === null ? null : { resourceVersion, data } };
}
