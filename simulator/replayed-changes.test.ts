import { describe, expect, it } from 'vitest';
import type { Pod } from './objects/pod.ts';
import type { Told } from './testing/stories.ts';
import { recorded, type Step, simulated, type Watched } from './testing/watched.ts';

/** Seconds by which a replay may differ from a recording in how long things last and how fast they follow. */
const TOLERANCE_SECONDS = 0.5;
/** The recorded ARM answered at once; the simulated one takes what Azure's needs at least. */
const ARM_SECONDS = 1.5;

interface Moment {
  readonly at: number;
  readonly state: string;
}

/** The different states of something, each with the time it began. */
function moments<T>(told: readonly Told<T>[], stateOf: (object: T) => string | null): Moment[] {
  const found: Moment[] = [];
  for (const { at, object } of told) {
    const state = stateOf(object);
    if (state !== null && state !== found.at(-1)?.state) found.push({ at, state });
  }
  return found;
}

const states = (found: readonly Moment[]): string[] => found.map(({ state }) => state);
/** How long each state lasted before the next began. */
const durations = (found: readonly Moment[]): number[] =>
  found.slice(1).map(({ at }, index) => at - (found[index]?.at ?? at));

const conditionOf = (pod: Pod, type: string): string => {
  const found = pod.status.conditions?.find((one) => one.type === type);
  return [found?.status ?? 'none', ...(found?.reason === undefined ? [] : [found.reason])].join(' ');
};

describe('one pod that is not ready for 2 s, three times', () => {
  // Readiness is checked every second, and the first check that fails is told: unready for 3 s is told for 2.
  const name = /^web-/;
  const flap = (): Step[] => {
    let pod = '';
    const unready: Step['action'] = (world) => {
      pod ||= `shop/${world.store.list('pods').find((one) => name.test(one.metadata.name))?.metadata.name ?? ''}`;
      return { do: 'pod', pod, state: 'unready' };
    };
    const once: Step[] = [
      { action: unready, seconds: 3.1 },
      { action: () => ({ do: 'pod', pod, state: 'ready' }), seconds: 1.1 },
    ];
    return [...once, ...once, ...once];
  };

  /** The pod that flaps: the only one whose readiness is told to change. */
  const flapping = ({ pods }: Watched): string =>
    pods.told.find(({ object }) => conditionOf(object, 'Ready').startsWith('False'))?.object.metadata.name ?? '';
  const conditions = (watched: Watched): Moment[] => {
    const who = flapping(watched);
    const found = moments(watched.pods.told, (pod) =>
      pod.metadata.name === who ? `${conditionOf(pod, 'Ready')} / ${conditionOf(pod, 'ContainersReady')}` : null,
    );
    // A write before the first change says once more what was.
    return found[0]?.state.startsWith('True') === true ? found.slice(1) : found;
  };
  const endpoint = (watched: Watched, service: string): Moment[] => {
    const who = flapping(watched);
    return moments(watched.slices.told, (slice) => {
      if (slice.metadata.labels?.['kubernetes.io/service-name'] !== service) return null;
      const found = slice.endpoints.find((one) => one.targetRef?.name === who)?.conditions;
      return found === undefined ? 'gone' : `${found.ready},${found.serving},${found.terminating}`;
    });
  };

  it('is told in the same conditions of the pod, for as long', async () => {
    const [real, made] = [conditions(await recorded('readiness-flap')), conditions(simulated(...flap()))];
    expect(states(made)).toEqual(states(real));
    expect(made).toHaveLength(6);
    const [realTimes, madeTimes] = [durations(real), durations(made)];
    for (const [index, seconds] of madeTimes.entries())
      expect(Math.abs(seconds - (realTimes[index] ?? 0))).toBeLessThanOrEqual(TOLERANCE_SECONDS);
  });

  it.each(['pub-cluster', 'pub-local'])(
    'is told in the same states of the endpoint of %s, as fast',
    async (service) => {
      const [real, made] = [await recorded('readiness-flap'), simulated(...flap())];
      expect(states(endpoint(made, service))).toEqual(states(endpoint(real, service)));
      for (const watched of [real, made]) {
        const pod = conditions(watched);
        for (const [index, { at }] of endpoint(watched, service).entries())
          expect(Math.abs(at - (pod[index]?.at ?? 0))).toBeLessThanOrEqual(TOLERANCE_SECONDS);
      }
    },
  );

  it('changes no other endpoint and tells no event', async () => {
    for (const watched of [await recorded('readiness-flap'), simulated(...flap())]) {
      const who = flapping(watched);
      const others = watched.slices.told.flatMap(({ object }) =>
        object.endpoints.filter((one) => one.targetRef?.name !== who),
      );
      expect(others.every(({ conditions: { ready, serving } }) => ready === true && serving === true)).toBe(true);
      expect(watched.events.told).toEqual([]);
    }
  });
});

describe('externalTrafficPolicy from Cluster to Local and back', () => {
  const service = 'shop/pub-cluster';
  const replay = (): Watched =>
    simulated(
      { action: () => ({ do: 'policy', service, policy: 'Local' }), seconds: 8 },
      { action: () => ({ do: 'policy', service, policy: 'Cluster' }), seconds: 8 },
    );
  const policies = ({ services }: Watched): Moment[] =>
    moments(services.told, ({ metadata, spec, status }) => {
      if (metadata.name !== 'pub-cluster') return null;
      const port = spec.healthCheckNodePort === undefined ? 'no health port' : 'a health port';
      const addresses = status.loadBalancer.ingress?.map(({ ipMode }) => ipMode).join() ?? 'none';
      return `${spec.externalTrafficPolicy}, ${port}, ${addresses}`;
    });
  const events = ({ events: { told } }: Watched) =>
    told.filter(({ object }) => object.involvedObject.kind === 'Service');

  it('is told in the same states of the Service and the same events, each again counted up', async () => {
    const [real, made] = [await recorded('etp-change'), replay()];
    expect(states(policies(made))).toEqual(states(policies(real)));
    const texts = (watched: Watched) =>
      events(watched).map(({ type, object }) => [type, object.reason, object.message, object.type]);
    expect(texts(made)).toEqual(texts(real));
    const counts = (watched: Watched) => events(watched).map(({ object }) => object.count ?? 0);
    const above = (found: readonly number[]) => found.map((count) => count - (found[0] ?? 0));
    expect(above(counts(made))).toEqual(above(counts(real)));
  });

  it('keeps the address, and changes neither endpoints nor pods', async () => {
    for (const { services, slices, pods } of [await recorded('etp-change'), replay()]) {
      const told = services.told.filter(({ object }) => object.metadata.name === 'pub-cluster');
      expect(new Set(told.map(({ object }) => object.status.loadBalancer.ingress?.[0]?.ip)).size).toBe(1);
      expect([slices.told.length, pods.told.length]).toEqual([0, 0]);
    }
  });

  it('is done by the cloud controller as soon after each switch as there', async () => {
    const lags = (watched: Watched): number[] => {
      const done = events(watched).filter(({ object }) => object.reason === 'EnsuredLoadBalancer');
      return policies(watched).map(({ at }, index) => (done[index]?.at ?? Number.NaN) - at);
    };
    const [real, made] = [lags(await recorded('etp-change')), lags(replay())];
    expect(made).toHaveLength(2);
    for (const [index, seconds] of made.entries())
      expect(Math.abs(seconds - (real[index] ?? Number.NaN))).toBeLessThanOrEqual(ARM_SECONDS);
  });
});
