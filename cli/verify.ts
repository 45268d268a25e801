import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clusterFindingRules, serviceFindingRules } from '../lib/analysis/findings/all-rules.ts';
import { nodeEnv, runTool } from './bootstrap/tool-command.mjs';
import { docProblems } from './verify/doc-references.ts';

const projectDir = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { 'unit-report': { type: 'string' } } });

/** A step prints what is wrong and answers whether everything was right. */
interface Step {
  readonly name: string;
  readonly run: () => Promise<boolean>;
}

const steps: readonly Step[] = [
  { name: 'format and lint', run: () => tool('biome', ['check', '.']) },
  { name: 'lint with types', run: () => tool('oxlint', ['--type-aware', '--deny-warnings']) },
  { name: 'types of the routes', run: () => tool('next', ['typegen']) },
  { name: 'types', run: () => tool('tsc', ['--noEmit']) },
  { name: 'unit tests and layers', run: () => tool('vitest', ['run', ...unitReport()]) },
  { name: 'document references', run: documentReferences },
];

function tool(name: string, args: readonly string[]): Promise<boolean> {
  return runTool(process.execPath, name, args, nodeEnv(process.execPath)).then((code) => code === 0);
}

function unitReport(): string[] {
  const path = values['unit-report'];
  return path === undefined ? [] : ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
}

async function documentReferences(): Promise<boolean> {
  const codes = [...serviceFindingRules, ...clusterFindingRules].map((rule) => rule.code);
  const problems = docProblems(projectDir, codes);
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  return problems.length === 0;
}

const failed: string[] = [];
for (const step of steps) {
  process.stdout.write(`\n— ${step.name}\n`);
  if (!(await step.run())) failed.push(step.name);
}
process.stdout.write(failed.length === 0 ? '\nVerified.\n' : `\nNot verified: ${failed.join(', ')}.\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
