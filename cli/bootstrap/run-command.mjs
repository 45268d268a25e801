import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { projectDir } from './project-dir.mjs';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a command in the project folder with our own output, and passes on the signals that end us. It also ends when
 * whoever started us is gone: a shell between npm and us dies of a signal without passing it on.
 * Answers its exit code; 128 + the signal's number when a signal ended it; 127 when it could not be started.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Readonly<Record<string, string>>, cwd?: string, shell?: boolean, stdin?: 'inherit' | 'ignore' }} [options]
 * @returns {Promise<number>}
 */
export function runCommand(command, args, { env = {}, cwd = projectDir, shell = false, stdin = 'ignore' } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      shell,
      stdio: [stdin, 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    const forward = forwarded.map((signal) => ({ signal, pass: () => void child.kill(signal) }));
    for (const { signal, pass } of forward) process.on(signal, pass);
    const stopWatching = watchParent(() => void child.kill('SIGTERM'));
    const finish = (code) => {
      stopWatching();
      for (const { signal, pass } of forward) process.off(signal, pass);
      resolve(code);
    };
    child.once('error', (error) => {
      process.stderr.write(`${command} could not be started: ${error.message}\n`);
      finish(127);
    });
    child.once('exit', (code, signal) => finish(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

const lookMs = 250;

/** Calls once when our parent has ended. Answers how to stop looking. */
function watchParent(onGone) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, lookMs);
  return () => clearInterval(timer);
}
