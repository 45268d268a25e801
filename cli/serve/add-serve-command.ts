import type { Command } from 'commander';
import { type SettingName, settings } from '../../lib/server/config/settings.ts';
import type { CliIo } from '../output/cli-io.ts';
import { addSettingOptions } from '../output/setting-options.ts';

const examples = `
Without a cluster to read (no kubeconfig, not in a cluster) an example that comes with the product is shown.
Every option can also be set in the environment (AKS_INGRESS_HEALTH_PORT for --port) or in the file of --config.
The secret that opens the dashboard is set with AKS_INGRESS_HEALTH_ACCESS_TOKEN or --access-token-file.

Examples:
  $ aks-ingress-health serve
  $ aks-ingress-health serve --context prod-west --context prod-north
  $ aks-ingress-health serve --bundle night.tgz --port 9000
  $ AKS_INGRESS_HEALTH_ACCESS_TOKEN=… aks-ingress-health serve --host 0.0.0.0 --allowed-host health.example.com

Reads only: nothing is ever changed in a cluster or in Azure.`;

/** `done` receives the exit code. */
export function addServeCommand(program: Command, io: CliIo, done: (exitCode: number) => void): void {
  const command = program
    .command('serve')
    .summary('show the dashboard')
    .description('The dashboard and its API, for live clusters or for bundles.')
    .addHelpText('after', examples);
  const names = Object.keys(settings).filter((name): name is SettingName => name in settings);
  const given = addSettingOptions(command, names);
  command.option('--dev', 'rebuild the pages while their sources change');
  command.action(async (flags: Record<string, unknown>) => {
    // Loaded when it is wanted: the clients of Kubernetes and Azure are large.
    const { serve } = await import('./serve.ts');
    done(await serve({ flags: given(flags), dev: flags.dev === true, env: process.env }, io));
  });
}
