import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { schedule } from './actions/schedule-action.ts';
import { addPublicIp } from './azure/load-balancers.ts';
import { buildCluster } from './kernel/build-cluster.ts';
import { allControllers } from './kernel/controllers.ts';
import { createWorld } from './kernel/create-world.ts';
import { scheduleStep } from './kernel/run-world.ts';
import type { World } from './kernel/world.ts';
import { parseScenario, ScenarioError } from './scenario-files/parse-scenario.ts';
import { manifestsOf, type Scenario } from './scenario-files/scenario-schema.ts';

const FOLDER = join(import.meta.dirname, 'scenarios');
const ENDING = /\.ya?ml$/;

/** Names of the scenarios that come with the simulator. */
export const scenarioNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((file) => ENDING.test(file))
    .map((file) => file.replace(ENDING, ''))
    .sort();

/** Whether a path to a file is meant, not the name of a scenario that comes with the simulator. */
export const isScenarioPath = (given: string): boolean => /[/\\]/.test(given) || ENDING.test(given);

/** What a scenario is called: its name, or that of its file without the ending. */
export const scenarioName = (given: string): string =>
  isScenarioPath(given) ? basename(given).replace(ENDING, '') : given;

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
  try {
    return readScenario(nameOrPath, nameOrPath);
  } catch (error) {
    if (error instanceof ScenarioError) throw error;
    throw new ScenarioError(`${nameOrPath} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
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
