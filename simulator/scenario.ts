import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { schedule } from './actions/schedule-action.ts';
import { addPublicIp } from './azure/load-balancers.ts';
import { buildCluster } from './kernel/build-cluster.ts';
import { allControllers } from './kernel/controllers.ts';
import { createWorld } from './kernel/create-world.ts';
import { scheduleStep } from './kernel/run-world.ts';
import type { World } from './kernel/world.ts';
import { parseScenario } from './scenario-files/parse-scenario.ts';
import { ScenarioError } from './scenario-files/scenario-error.ts';
import { isScenarioPath, readScenarioText, SCENARIO_ENDING } from './scenario-files/scenario-path.ts';
import { manifestsOf, type Scenario } from './scenario-files/scenario-schema.ts';

const FOLDER = join(import.meta.dirname, 'scenarios');

/** Names of the scenarios that come with the simulator. */
export const scenarioNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((file) => SCENARIO_ENDING.test(file))
    .map((file) => file.replace(SCENARIO_ENDING, ''))
    .sort();

interface ReadFile {
  readonly changedAt: number;
  readonly scenario: Scenario;
}

/** Files as they were read, by path: reading all of them takes a while. */
const known = new Map<string, ReadFile>();

function readScenario(path: string, told: string): Scenario {
  const changedAt = statSync(path).mtimeMs;
  const before = known.get(path);
  if (before?.changedAt === changedAt) return before.scenario;
  const scenario = parseScenario(readFileSync(path, 'utf8'), told);
  known.set(path, { changedAt, scenario });
  return scenario;
}

/** Reads a scenario by its name, or from a file of one's own. Throws a ScenarioError that says what is wrong and where. */
export function loadScenario(nameOrPath: string): Scenario {
  if (!isScenarioPath(nameOrPath)) {
    if (!scenarioNames().includes(nameOrPath))
      throw new ScenarioError(
        `there is no scenario "${nameOrPath}"; there are ${scenarioNames().join(', ')}; a file of your own is named by its path`,
      );
    return readScenario(join(FOLDER, `${nameOrPath}.yaml`), `scenarios/${nameOrPath}.yaml`);
  }
  return parseScenario(readScenarioText(nameOrPath), nameOrPath);
}

/** Builds the world of a scenario, open at its start time, with everything that is to happen already on its list. */
export function buildScenario(scenario: Scenario, startAt: number, seed: number): World {
  const settings = { ...scenario.cluster, startAt };
  const world = createWorld(settings, seed, allControllers(settings));
  for (const { name, address } of scenario.publicIps)
    addPublicIp(world, { name, address, family: address.includes(':') ? 'IPv6' : 'IPv4', tags: {} });
  buildCluster(world, manifestsOf(scenario));
  scenario.traffic.forEach((flow, place) => {
    world.traffic.flows.push(flow);
    world.traffic.open.push([]);
    scheduleStep(world, 'clients', `${place}`, 1_000);
  });
  for (const { at, action } of scenario.timeline) schedule(world, at * 1000, action);
  return world;
}
