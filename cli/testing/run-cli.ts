import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = join(import.meta.dirname, '..', 'main.ts');

export interface CliRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Starts the command line as a process of its own, without colours and without anything of this machine's settings. */
export function startCli(args: readonly string[], { env = {}, cwd }: CliOptions = {}): ChildProcess {
  const { PATH = '', TMPDIR = tmpdir() } = process.env;
  const clean = {
    PATH,
    TMPDIR,
    HOME: join(import.meta.dirname, 'no-home'),
    NODE_ENV: 'test' as const,
    NO_COLOR: '1',
    ...env,
  };
  return spawn(process.execPath, [main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: clean,
    ...(cwd === undefined ? {} : { cwd }),
  });
}

export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  return finished(startCli(args, options));
}

export function finished(child: ChildProcess): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}
