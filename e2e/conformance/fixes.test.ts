import { describe, expect, test } from 'vitest';
import { analyze } from '../../lib/analysis/analyze.ts';
import type { Finding } from '../../lib/report/finding.ts';
import { advance } from '../../simulator/kernel/run-world.ts';
import type { World } from '../../simulator/kernel/world.ts';
import { buildScenario, loadScenario } from '../../simulator/scenario.ts';
import { captureWorld } from './capture/capture-world.ts';
import { applyFix } from './fixes/apply-fix.ts';
import { moments } from './scenario-moments.ts';

const START = Date.UTC(2026, 10, 21, 3);

/** Long enough for a rollout, a reconciliation and the marks of probes. */
const EFFECT_SECONDS = 900;

/** Nothing more is looked at in worlds whose replay takes long. */
const LARGEST_WORLD_NODES = 100;

const idOf = ({ code, service }: Finding): string => `${code} of ${service?.namespace}/${service?.name}`;

const findingsOf = (world: World): readonly Finding[] =>
  analyze(captureWorld(world, { withHealth: true }).snapshot).findings;

function worldAt(name: string, seconds: number): World {
  const scenario = loadScenario(name);
  const world = buildScenario(scenario, START, scenario.seed);
  advance(world, START + seconds * 1000);
  return world;
}

/** The first moment at which each finding with a patch is told. */
function patchable(name: string): ReadonlyMap<string, number> {
  const seconds = [...new Set(moments.filter(({ scenario }) => scenario === name).map(({ atSeconds }) => atSeconds))];
  const scenario = loadScenario(name);
  const world = buildScenario(scenario, START, scenario.seed);
  const first = new Map<string, number>();
  for (const at of seconds.toSorted((a, b) => a - b)) {
    advance(world, START + at * 1000);
    if (world.store.list('nodes').length > LARGEST_WORLD_NODES) return first;
    for (const finding of findingsOf(world)) {
      if (finding.fix.patch !== null && !first.has(idOf(finding))) first.set(idOf(finding), at);
    }
  }
  return first;
}

/** Null: the patch is accepted and ends the finding. */
function whyFixFails(name: string, id: string, seconds: number): string | null {
  const world = worldAt(name, seconds);
  const finding = findingsOf(world).find((candidate) => idOf(candidate) === id);
  if (finding === undefined) return 'a replay of the scenario does not tell it';
  const refused = applyFix(world, finding);
  if (refused !== null) return refused;
  advance(world, world.now + EFFECT_SECONDS * 1000);
  const left = findingsOf(world).find((candidate) => idOf(candidate) === id);
  return left === undefined ? null : `it is still told afterwards: ${left.title}`;
}

describe('the patches of findings', () => {
  const scenarios = [...new Set(moments.map(({ scenario }) => scenario))];
  const tried = new Set<string>();

  test.each(scenarios)('are accepted and end the finding: %s', { timeout: 120_000 }, (name) => {
    const wrong = [...patchable(name)].flatMap(([id, seconds]) => {
      tried.add(id.slice(0, id.indexOf(' ')));
      const why = whyFixFails(name, id, seconds);
      return why === null ? [] : [`at ${seconds} s, ${id}: ${why}`];
    });
    expect(wrong).toEqual([]);
  });

  test('were met at all', () => {
    expect([...tried]).toEqual(expect.arrayContaining(['unrelated-nodes-in-path', 'spot-nodes-in-path']));
  });
});
