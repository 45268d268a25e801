import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ScenarioError } from './scenario-error.ts';

export const SCENARIO_ENDING = /\.ya?ml$/;

/** Whether a path to a file is meant, not the name of a scenario that comes with the simulator. */
export const isScenarioPath = (given: string): boolean => /[/\\]/.test(given) || SCENARIO_ENDING.test(given);

/** What a scenario is called: its name, or that of its file without the ending. */
export const scenarioName = (given: string): string =>
  isScenarioPath(given) ? basename(given).replace(SCENARIO_ENDING, '') : given;

/** The text of a file of one's own. Throws a ScenarioError when it cannot be read. */
export function readScenarioText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ScenarioError(`${path} cannot be read as a scenario: ${wordsOf(error)}`);
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file. Check the path, or name a scenario that `simulate list` prints.',
  ENOTDIR: 'there is no such file. Check the path, or name a scenario that `simulate list` prints.',
  EISDIR: 'it is a folder. Give the path of a YAML file in it.',
  EACCES: 'this user may not read it. Allow it (chmod), or give another file.',
};

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return WORDS[code] ?? error.message;
}
