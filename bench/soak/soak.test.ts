import { afterEach, describe, expect, test } from 'vitest';
import { startLocalTarget } from './local-target.ts';
import { runSoak } from './run-soak.ts';
import type { SoakTarget } from './soak-target.ts';

let target: SoakTarget | null = null;
afterEach(async () => {
  await target?.stop();
  target = null;
});

const plan = { cutAfter: 5, everySeconds: 2, warmUpSeconds: 60, reportEverySeconds: 300, report: () => undefined };

describe('a cluster in motion', () => {
  test.each([1, 2])('tells every client everything, also one whose connection is cut (seed %i)', async (seed) => {
    target = await startLocalTarget('spot-eviction-cluster');
    const { missed, clients, done } = await runSoak(target, { ...plan, seconds: 240, seed });
    expect(missed).toEqual([]);
    expect(done).toBeGreaterThan(60);
    for (const { name, events } of clients) expect(events, name).toBeGreaterThan(2);
    const cut = clients.filter(({ name }) => name.includes('cut'));
    expect(cut.every(({ connections }) => connections > 2)).toBe(true);
  });

  test('of which a change was told to nobody is found out', async () => {
    const started = await startLocalTarget('healthy');
    target = started;
    const secretive: SoakTarget = {
      ...started,
      async tallies() {
        const { pods = { count: 0, digest: 0 }, ...others } = await started.tallies();
        return { ...others, pods: { ...pods, count: pods.count + 1 } };
      },
    };
    const { missed } = await runSoak(secretive, { ...plan, seconds: 60, seed: 1 });
    expect(missed).toHaveLength(2);
    for (const line of missed) expect(line).toMatch(/^pods.*: told \d+ changes of \d+, or in another order$/);
  });
});
