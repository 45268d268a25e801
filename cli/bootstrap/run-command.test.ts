import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from './run-command.mjs';

const runModule = join(import.meta.dirname, 'run-command.mjs');

test('answers the exit code of the command', async () => {
  expect(await runCommand(process.execPath, ['-e', 'process.exitCode = 7'])).toBe(7);
});

test('a command that cannot be started is 127, not an exception', async () => {
  expect(await runCommand(join(import.meta.dirname, 'no-such-command'), [])).toBe(127);
});

test('a command that a signal ended answers 128 and its number', async () => {
  expect(await runCommand(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")'])).toBe(137);
});

/** A process that runs, through runCommand, a child which says `ready` and answers SIGTERM with exit code 3. */
function startParent(): ChildProcess {
  const child = `process.on('SIGTERM', () => process.exit(3)); setInterval(() => {}, 1000); console.log('ready')`;
  const parent = `const { runCommand } = await import(${JSON.stringify(runModule)});
    process.exitCode = await runCommand(process.execPath, ['-e', ${JSON.stringify(child)}]);`;
  return spawn(process.execPath, ['--input-type=module', '-e', parent], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test('a signal is passed on, and the exit code of the command comes back', async () => {
  const parent = startParent();
  if (parent.stdout === null) throw new Error('no output');
  await once(parent.stdout, 'data');
  parent.kill('SIGTERM');
  expect(await once(parent, 'exit')).toEqual([3, null]);
});
