import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Served {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const root = join(import.meta.dirname, '..');

/** Starts the built product with these arguments of `serve`, on a free port. */
export async function serve(args: readonly string[]): Promise<Served> {
  const words = ['cli/main.ts', 'serve', '--port', '0', ...args];
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^AKS Ingress Health is at (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return { url: url.replace(/\/$/, ''), stop };
  }
  throw new Error(`serve ${args.join(' ')} ended before it said where it is`);
}
