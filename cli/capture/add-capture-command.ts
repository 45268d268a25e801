import { type Command, InvalidArgumentError } from 'commander';
import type { CliIo } from '../output/cli-io.ts';
import { addSettingOptions } from '../output/setting-options.ts';

const examples = `
Lists what the dashboard reads and asks Azure's probes once, then writes a bundle. What is not permitted is left out and
listed with the command that would grant it. Secrets and ConfigMaps are never read; see --help of analyze for bundles.

Examples:
  $ aks-ingress-health capture
  $ aks-ingress-health capture --context prod-west --out night.tgz
  $ aks-ingress-health capture --azure off --out kubernetes-only.tgz
  $ aks-ingress-health capture --probe-nodes --out from-a-pod.tgz

Exit codes: 0 a bundle was written, if only of a part; 2 nothing could be read or written.`;

interface Flags {
  readonly out?: string;
  readonly wait: number;
}

/** `done` receives the exit code. */
export function addCaptureCommand(program: Command, io: CliIo, done: (exitCode: number) => void): void {
  const command = program
    .command('capture')
    .summary('record a live cluster as a bundle')
    .description('Makes a bundle of a live cluster: what Kubernetes and Azure say now.')
    .option('--out <file>', 'a .tgz or .tar, or a new folder (default: <cluster>-<time>.tgz)')
    .option('--wait <seconds>', "how long to wait for the answers of Azure's probes and of nodes", seconds, 60)
    .addHelpText('after', examples);
  const given = addSettingOptions(command, [
    'contexts',
    'kubeconfig',
    'azure',
    'armEndpoint',
    'armCaFile',
    'armTokenScope',
    'armTokenFile',
    'subscription',
    'nodeResourceGroup',
    'managedClusterId',
    'probeNodes',
  ]);
  command.action(async (flags: Flags & Record<string, unknown>) => {
    const options = { flags: given(flags), env: process.env, out: flags.out ?? null, waitSeconds: flags.wait };
    // Loaded when it is wanted: the clients of Kubernetes and Azure are large.
    const { capture } = await import('./capture.ts');
    done(await capture(options, io));
  });
}

function seconds(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('Expected a number of seconds.');
  return Number(text);
}
