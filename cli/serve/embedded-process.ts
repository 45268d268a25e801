import { fork } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import type { EmbeddedAks } from '../../lib/server/clusters/embedded-aks.ts';
import { exitCodes } from '../output/cli-io.ts';

const readySchema = z.object({
  clusterName: z.string(),
  kubeconfigPath: z.string(),
  armUrl: z.string(),
  subscriptionId: z.string(),
  nodeResourceGroup: z.string(),
  managedClusterId: z.string(),
});

export interface EmbeddedOptions {
  readonly scenario: string;
  /** Virtual seconds per second. */
  readonly speed: number;
}

/** Starts the embedded AKS in a child process; rejects with what the child said when it cannot start. */
export function startEmbeddedProcess({ scenario, speed }: EmbeddedOptions): Promise<EmbeddedAks> {
  const child = fork(join(import.meta.dirname, 'simulator-child.ts'), [scenario, String(speed)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      const isRefused = code === exitCodes.badInput && said !== '';
      reject(new Error(isRefused ? said : `the embedded AKS ended with code ${code}: ${said.trim()}`));
    });
    child.once('message', (message) => {
      const ready = readySchema.safeParse(message);
      if (!ready.success) {
        child.kill();
        return;
      }
      child.removeAllListeners('close');
      const { clusterName: name, ...place } = ready.data;
      resolve({ name, scenario, ...place, stop: () => child.disconnect() });
    });
  });
}
