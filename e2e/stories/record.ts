import { advance } from '../../simulator/kernel/run-world.ts';
import { buildScenario, loadScenario } from '../../simulator/scenario.ts';
import { scenarioName } from '../../simulator/scenario-files/scenario-path.ts';
import { writeWorld } from './write-world.ts';

const START = Date.UTC(2026, 10, 21, 3);
const usage = 'usage: record.ts SCENARIO SECONDS FOLDER: writes a bundle of a moment of a scenario there';

const [given, seconds, parent] = process.argv.slice(2);
if (given === undefined || seconds === undefined || parent === undefined) throw new Error(usage);
const scenario = loadScenario(given);
const world = buildScenario(scenario, START, scenario.seed);
advance(world, START + Number(seconds) * 1000);
writeWorld(world, { name: scenarioName(given), parent, withHealth: true });
