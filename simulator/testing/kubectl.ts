import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Simulator } from '../start-simulator.ts';

export interface KubectlRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The kubectl of KUBECTL_PATH, else of PATH. Throws with what to do when there is none. */
export function kubectlPath(): string {
  const path = process.env.KUBECTL_PATH || 'kubectl';
  if (spawnSync(path, ['version', '--client'], { stdio: 'ignore' }).error !== undefined)
    throw new Error(`there is no kubectl at ${path}: install one, or name it with KUBECTL_PATH=/path/to/kubectl`);
  return path;
}

/** Stock kubectl with the kubeconfig of a simulator and a home of its own, so that no cache of this machine is used. */
export class Kubectl {
  private readonly path = kubectlPath();
  private readonly home = mkdtempSync(join(tmpdir(), 'kubectl-home-'));
  private readonly env: NodeJS.ProcessEnv;

  constructor(simulator: Simulator) {
    this.env = { ...process.env, HOME: this.home, KUBECONFIG: simulator.kubeconfigPath };
  }

  run(args: readonly string[], input = ''): Promise<KubectlRun> {
    const child = this.spawn(args);
    child.stdin?.end(input);
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

  /** What a command prints, by line, until the reader leaves the loop. */
  async *lines(args: readonly string[]): AsyncGenerator<string> {
    const child = this.spawn(args);
    child.stdin?.end();
    try {
      if (child.stdout !== null) yield* createInterface({ input: child.stdout });
    } finally {
      child.kill();
    }
  }

  close(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  private spawn(args: readonly string[]): ChildProcess {
    return spawn(this.path, [...args], { env: this.env, stdio: 'pipe' });
  }
}
