import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { advance } from '../../simulator/kernel/run-world.ts';
import { buildScenario, loadScenario } from '../../simulator/scenario.ts';
import { moments } from '../conformance/scenario-moments.ts';
import { type ToldFault, toldFaults } from './told-faults.ts';
import { writeWorld } from './write-world.ts';

const START = Date.UTC(2026, 10, 21, 3);

const [parent] = process.argv.slice(2);
if (parent === undefined) throw new Error('usage: main.ts FOLDER: writes a bundle of each fault of each story there');

/** Records the moment of a fault; answers what a reader must find in it. */
function writeFault({ moment, told }: ToldFault, folder: string) {
  const scenario = loadScenario(moment.scenario);
  const world = buildScenario(scenario, START, scenario.seed);
  advance(world, START + moment.atSeconds * 1000);
  const withHealth = moment.seen !== 'objects';
  const name = `${moment.scenario}-${moment.atSeconds}${withHealth ? '' : '-unmeasured'}`;
  writeWorld(world, { name, parent: folder, withHealth });
  const { code, of, names } = told;
  return { scenario: moment.scenario, cluster: name, code, of, names: names?.(world) ?? [] };
}

const scenarios = [...new Set(moments.map(({ scenario }) => scenario))];
const faults = scenarios.flatMap((name) => toldFaults(moments.filter(({ scenario }) => scenario === name)));
writeFileSync(join(parent, 'faults.json'), JSON.stringify(faults.map((fault) => writeFault(fault, parent))));
