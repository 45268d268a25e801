import { type Command, Option } from 'commander';
import { settings } from '../../lib/server/config/settings.ts';
import type { CliIo } from '../output/cli-io.ts';
import { serve } from './serve.ts';

const examples = `
Without a cluster to read (no kubeconfig, not in a cluster) an example that comes with the product is shown.
Every option can also be set in the environment (AKS_INGRESS_HEALTH_PORT for --port) or in the file of --config.

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
    .option('--config <file>', 'JSON file with any of these settings, and with several clusters')
    .option('--dev', 'rebuild the pages while their sources change')
    .addHelpText('after', examples);
  const options = Object.values(settings).flatMap((setting) => {
    const option = optionOf(setting);
    return option === null || setting.flag === null ? [] : [{ flag: setting.flag, option }];
  });
  for (const { option } of options) command.addOption(option);
  command.action(async (flags: Record<string, unknown>) => {
    const given = Object.fromEntries(options.map(({ flag, option }) => [flag, flags[option.attributeName()]]));
    done(await serve({ flags: { ...given, config: flags.config }, dev: flags.dev === true, env: process.env }, io));
  });
}

/** Null: it cannot be set on the command line. */
function optionOf({ flag, takes, help, repeatable }: (typeof settings)[keyof typeof settings]): Option | null {
  if (flag === null) return null;
  const option = new Option(takes === null ? `--${flag}` : `--${flag} <${takes.toLowerCase()}>`, help);
  if (!repeatable) return option;
  return option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
}
