import { describe, expect, it } from 'vitest';
import { explicitMarkDownSeconds, markUpSeconds, type ProbeConfig, silentMarkDownSeconds } from './probe-config.ts';

function probe(protocol: string, intervalSeconds: number, threshold: number): ProbeConfig {
  return { name: 'p', protocol, port: 30_080, path: null, intervalSeconds, threshold, allProbedUp: false };
}

describe('time to detect', () => {
  it.each([
    [probe('Tcp', 5, 2), [5, 10], [10, 15]],
    [probe('Http', 5, 2), [5, 10], [10, 15]],
    [probe('Tcp', 15, 1), [0, 15], [15, 30]],
    [probe('Tcp', 50, 2), [50, 100], [100, 150]],
    [probe('Https', 50, 2), [50, 100], [80, 130]],
  ])('follows interval, threshold and the time limit of one try', (config, explicit, silent) => {
    expect(explicitMarkDownSeconds(config)).toEqual(explicit);
    expect(silentMarkDownSeconds(config)).toEqual(silent);
  });

  it('is the same for coming back as for an explicit failure: as many successes in a row', () => {
    expect(markUpSeconds(probe('Http', 7, 3))).toEqual(explicitMarkDownSeconds(probe('Http', 7, 3)));
  });

  it('is what a simulated prober needs, whatever the phase', () => {
    for (const { intervalSeconds, threshold, protocol } of [probe('Tcp', 5, 2), probe('Http', 40, 2)]) {
      const timeout = protocol === 'Tcp' ? intervalSeconds : Math.min(30, intervalSeconds);
      const took = (wait: number) =>
        Array.from({ length: 100 }, (_, step) => {
          const firstTry = (intervalSeconds * (step + 1)) / 100;
          return firstTry + (threshold - 1) * intervalSeconds + wait;
        });
      const config = probe(protocol, intervalSeconds, threshold);
      expect(Math.max(...took(0))).toBe(explicitMarkDownSeconds(config)[1]);
      expect(Math.max(...took(timeout))).toBe(silentMarkDownSeconds(config)[1]);
      expect(Math.min(...took(timeout))).toBeGreaterThan(silentMarkDownSeconds(config)[0]);
    }
  });
});
