import { advance } from '../../simulator/kernel/run-world.ts';
import { buildScenario, loadScenario } from '../../simulator/scenario.ts';
import { moments } from '../conformance/scenario-moments.ts';
import { writeWorld } from '../stories/write-world.ts';

const START = Date.UTC(2026, 10, 21, 3);

/** The moment of a scenario at which most is told, with Azure's health. */
function tellingSeconds(name: string): number {
  const own = moments.filter(({ scenario, seen }) => scenario === name && seen !== 'objects');
  const [best] = own.toSorted((a, b) => b.told.length - a.told.length || a.atSeconds - b.atSeconds);
  return best?.atSeconds ?? 0;
}

/** Writes a bundle of a scenario at its telling moment; answers the folder. */
export function writeStoryBundle(name: string, parent: string): string {
  const scenario = loadScenario(name);
  const world = buildScenario(scenario, START, scenario.seed);
  advance(world, START + tellingSeconds(name) * 1000);
  return writeWorld(world, { name, parent, withHealth: true });
}
