import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { ProbeConfig } from '../policy/probe-config.ts';
import { defaultSettings } from '../settings.ts';
import { testContainer, testWorkload } from '../testing/workloads.ts';
import { preStopLength } from './pre-stop-length.ts';
import { type ShutdownNeed, shutdownNeed } from './shutdown-need.ts';
import { shutdownTimeline } from './shutdown-timeline.ts';

const probe = (intervalSeconds: number, threshold: number): ProbeConfig => ({
  name: 'probe',
  protocol: 'Http',
  port: 32_000,
  path: '/healthz',
  intervalSeconds,
  threshold,
  allProbedUp: false,
});

function localNeed(intervalSeconds: number, threshold: number): Extract<ShutdownNeed, { kind: 'seconds' }> {
  const question = { policy: 'Local' as const, probe: probe(intervalSeconds, threshold), asksHealthCheckPort: true };
  const need = shutdownNeed(question, defaultSettings);
  if (need.kind !== 'seconds') throw new Error('a probe of the health-check port ends the connections');
  return need;
}

const sleep = (seconds: number) => testContainer({ kind: 'sleep', seconds });

describe('what a shutdown needs', () => {
  it('is mark-down and propagation under Local', () => {
    expect(localNeed(5, 2)).toMatchObject({ rangeSeconds: [5, 12], floorSeconds: 10, recommendedSeconds: 15 });
    expect(localNeed(15, 3)).toMatchObject({ rangeSeconds: [30, 47], floorSeconds: 45, recommendedSeconds: 50 });
  });

  it('is propagation under Cluster, whatever is probed', () => {
    const need = shutdownNeed({ policy: 'Cluster', probe: null, asksHealthCheckPort: false }, defaultSettings);
    expect(need).toMatchObject({ rangeSeconds: [0, 2], floorSeconds: 2, recommendedSeconds: 5, known: 'assumed' });
  });

  it('has no end under Local without a probe of the health-check port', () => {
    const ask = (config: ProbeConfig | null) =>
      shutdownNeed({ policy: 'Local', probe: config, asksHealthCheckPort: false }, defaultSettings).kind;
    expect([ask(null), ask(probe(5, 2))]).toEqual(['endless', 'endless']);
  });
});

describe('the length of preStop', () => {
  it('is that of the container that waits least, and sidecars stay on', () => {
    expect(preStopLength([sleep(20), sleep(5)])).toEqual({ kind: 'known', shortestSeconds: 5, longestSeconds: 20 });
    const sidecar = testContainer({ kind: 'none' }, { sidecar: true });
    expect(preStopLength([sidecar, sleep(20)])).toEqual({ kind: 'known', shortestSeconds: 20, longestSeconds: 20 });
  });

  it('is unknown with a hook that does not tell it, a proxy that drains by itself, and no containers', () => {
    const hook = testContainer({ kind: 'unknown', description: 'httpGet /drain' });
    const proxy = testContainer({ kind: 'none' }, { name: 'istio-proxy' });
    expect([[sleep(20), hook], [proxy], []].map((containers) => preStopLength(containers).kind)).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
  });
});

const timelineOf = (seconds: number, need: ShutdownNeed) =>
  shutdownTimeline(testWorkload({}, { containers: [sleep(seconds)] }), need, defaultSettings);

test('what is lost shrinks with preStop, and is nothing once preStop is said to be enough', () => {
  const timings = fc.record({
    interval: fc.integer({ min: 5, max: 30 }),
    threshold: fc.integer({ min: 1, max: 5 }),
    seconds: fc.nat(200),
  });
  fc.assert(
    fc.property(timings, ({ interval, threshold, seconds }) => {
      const need = localNeed(interval, threshold);
      const [now, later] = [timelineOf(seconds, need), timelineOf(seconds + 1, need)];
      const [least = 0, most = 0] = now.lossSeconds ?? [];
      expect(least).toBeLessThanOrEqual(most);
      expect(later.lossSeconds?.[1] ?? 0).toBeLessThanOrEqual(most);
      expect(now.preStop.verdict === 'enough' && most > 0).toBe(false);
      expect(now.preStop.verdict === 'short' && most === 0).toBe(false);
    }),
  );
});

test('a length that is not known has no verdict, and no loss', () => {
  const workload = testWorkload({}, { containers: [testContainer({ kind: 'unknown', description: 'exec /drain' })] });
  const { preStop, grace, lossSeconds } = shutdownTimeline(workload, localNeed(5, 2), defaultSettings);
  expect([preStop.verdict, grace.verdict, lossSeconds]).toEqual(['unknown', 'unknown', null]);
  const mixed = testWorkload({}, { containers: [sleep(20), testContainer({ kind: 'none' }, { name: 'log' })] });
  expect(shutdownTimeline(mixed, localNeed(5, 2), defaultSettings).preStop.verdict).toBe('unknown');
});
