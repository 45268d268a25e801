import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
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

/** Says `ready` and answers SIGTERM with a word on stdout and exit code 3. */
const child = `process.on('SIGTERM', () => { console.log('told to end'); process.exit(3); });
  setInterval(() => {}, 1000); console.log('ready')`;
const parent = `const { runCommand } = await import(${JSON.stringify(runModule)});
  process.exitCode = await runCommand(process.execPath, ['-e', ${JSON.stringify(child)}]);`;
const piped: { stdio: ['ignore', 'pipe', 'inherit'] } = { stdio: ['ignore', 'pipe', 'inherit'] };

test('a signal is passed on, and the exit code of the command comes back', async () => {
  const started = spawn(process.execPath, ['--input-type=module', '-e', parent], piped);
  await once(started.stdout, 'data');
  started.kill('SIGTERM');
  expect(await once(started, 'exit')).toEqual([3, null]);
});

test('the command ends when the shell that started us is gone', async () => {
  const command = `"${process.execPath}" --input-type=module -e "$PARENT"; true`;
  const shell = spawn('sh', ['-c', command], { ...piped, env: { ...process.env, PARENT: parent } });
  await once(shell.stdout, 'data');
  const rest = text(shell.stdout);
  shell.kill('SIGKILL');
  expect(await rest).toBe('told to end\n');
});
