import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface ServedBundles {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const root = join(import.meta.dirname, '..', '..');

/** The built product over some bundles, in a process of its own, on a free port. */
export async function serveBundles(folders: readonly string[]): Promise<ServedBundles> {
  const bundles = folders.flatMap((folder) => ['--bundle', folder]);
  const args = ['cli/main.ts', 'serve', '--port', '0', '--log-level', 'error', ...bundles];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^AKS Ingress Health is at (\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    const stop = async (): Promise<void> => {
      child.kill('SIGTERM');
      await ended;
    };
    return { url: url.replace(/\/$/, ''), stop };
  }
  throw new Error('the product ended before it said where it is; is it built (npm run build)?');
}
