import { describe, expect, test } from 'vitest';
import { analyze } from '../../lib/analysis/analyze.ts';
import { captureWorld } from './capture/capture-world.ts';
import { controllerDisagreements } from './checks/controller-check.ts';
import { faultDisagreements } from './checks/fault-check.ts';
import { nodeDisagreements } from './checks/node-check.ts';
import { playedDisagreements } from './checks/share-check.ts';
import { switchedDisagreements } from './checks/switch-check.ts';
import { verdictDisagreements } from './checks/verdict-check.ts';
import { buildPlan } from './worlds/build-plan.ts';
import { allFeatures, featuresOfPlan } from './worlds/features-of-plan.ts';
import { randomPlan } from './worlds/random-plan.ts';

/** More of them: RANDOM_WORLDS=2000 npx vitest run e2e/conformance/random-worlds.test.ts */
const WORLDS = Math.max(220, Number(process.env.RANDOM_WORLDS ?? 0));
const CONNECTIONS = 10_000;

const seeds = Array.from({ length: WORLDS }, (_, index) => index + 1);

describe('two implementations of one cluster', () => {
  test('the worlds hold everything there is to disagree about, several times', () => {
    const held = seeds.flatMap((seed) => featuresOfPlan(randomPlan(seed)));
    const rare = allFeatures.filter((feature) => held.filter((one) => one === feature).length < 5);
    expect(rare).toEqual([]);
  });

  test.each(seeds)('world %i: the analysis tells what the simulator does', (seed) => {
    const plan = randomPlan(seed);
    const world = buildPlan(plan);
    const bare = captureWorld(world, { withHealth: false });
    const probed = captureWorld(world, { withHealth: true });
    expect([...bare.problems, ...probed.problems, ...probed.notes]).toEqual([]);
    const computed = analyze(bare.snapshot);
    const measured = analyze(probed.snapshot);
    expect({
      controller: controllerDisagreements(world, computed),
      nodes: nodeDisagreements(world, computed),
      faults: [
        ...faultDisagreements(world, computed, { probed: false }),
        ...faultDisagreements(world, measured, { probed: true }),
      ],
      verdicts: verdictDisagreements(world, measured),
      shares: playedDisagreements(world, measured, CONNECTIONS),
      switched: switchedDisagreements(plan, world, computed, CONNECTIONS),
    }).toEqual({ controller: [], nodes: [], faults: [], verdicts: [], shares: [], switched: [] });
  });
});
