import { Argument, type Command } from 'commander';
import { z } from 'zod';
import { ScenarioError } from '../../simulator/scenario-files/scenario-error.ts';
import { type CliIo, exitCodes } from '../output/cli-io.ts';
import { textTable } from '../output/text-table.ts';
import { controlUrl, urlVariable } from './control-client.ts';
import { listScenarios } from './list-scenarios.ts';
import { printState, refuse, simulate } from './simulate.ts';
import { simulateActions } from './simulate-actions.ts';

const examples = `
Works on the embedded AKS that \`serve\` starts when no cluster is named, or with --scenario. No real cluster is touched.

Examples:
  $ export ${urlVariable}=http://127.0.0.1:40000/control   # serve prints the address
  $ aks-ingress-health simulate status
  $ aks-ingress-health simulate evict spot
  $ aks-ingress-health simulate run zone-loss
  $ aks-ingress-health simulate run ./my-night.yaml
  $ aks-ingress-health simulate policy ingress/gateway Cluster
  $ aks-ingress-health simulate act '{"do":"pod","pod":"any:gateway","state":"hung"}'

Exit codes: 0 done; 2 it could not be done.`;

interface Tools {
  readonly simulated: Command;
  readonly io: CliIo;
  readonly done: (exitCode: number) => void;
}

/** `done` receives the exit code. */
export function addSimulateCommand(program: Command, io: CliIo, done: (exitCode: number) => void): void {
  const simulated = program
    .command('simulate')
    .summary('do something to the embedded AKS')
    .description('What happens to clusters, done to the embedded AKS while the dashboard shows it.')
    .addHelpText('after', examples);
  const tools = { simulated, io, done };
  addList(tools);
  addStatus(tools);
  addActions(tools);
  addAct(tools);
}

function addList({ simulated, io, done }: Tools): void {
  simulated
    .command('list')
    .summary('scenarios that can be run')
    .action(() => {
      const columns = [
        { head: 'Scenario', cell: ({ name }: { readonly name: string }) => name },
        { head: 'What happens', cell: ({ title }: { readonly title: string }) => title },
      ];
      io.out(textTable<{ readonly name: string; readonly title: string }>(columns, listScenarios()));
      done(exitCodes.good);
    });
}

function addStatus({ simulated, io, done }: Tools): void {
  withUrl(simulated.command('status').summary('the truth: machines, Services and what was done so far'))
    .option('--json', 'everything, for programs')
    .action(async (flags: { readonly url?: string; readonly json?: true }) => {
      const found = controlUrl(flags.url, process.env);
      done(found.ok ? await printState(found.url, flags.json === true, io) : refuse(found.message, io));
    });
}

function addActions({ simulated, io, done }: Tools): void {
  for (const { name, takes, summary, request } of simulateActions) {
    const command = withUrl(simulated.command(name).summary(summary).description(`${summary}.`));
    for (const [argument, help, choices] of takes) {
      const added = new Argument(argument, help);
      command.addArgument(choices === undefined ? added : added.choices(choices));
    }
    command.action(async () => {
      const found = controlUrl(urlOf(command), process.env);
      if (!found.ok) return done(refuse(found.message, io));
      try {
        done(await simulate(found.url, request(...command.args), io));
      } catch (error) {
        if (!(error instanceof ScenarioError)) throw error;
        done(refuse(error.message, io));
      }
    });
  }
}

function addAct({ simulated, io, done }: Tools): void {
  withUrl(simulated.command('act').summary('any action, as JSON'))
    .description('Does an action of the control API. Its schema is at <url>/actions.')
    .argument('<json>', 'for example {"do":"lose-zone","zone":"1"}')
    .action(async (text: string, flags: { readonly url?: string }) => {
      const body = parseObject(text);
      if (body === null)
        return done(refuse('The action must be a JSON object such as {"do":"evict","node":"spot"}.', io));
      const found = controlUrl(flags.url, process.env);
      done(found.ok ? await simulate(found.url, { path: '/actions', body }, io) : refuse(found.message, io));
    });
}

function withUrl(command: Command): Command {
  return command.option('--url <control-url>', `the control API of the embedded AKS (default: ${urlVariable})`);
}

function urlOf(command: Command): string | undefined {
  return z.object({ url: z.string().optional() }).parse(command.opts()).url;
}

/** Null: no JSON object. */
function parseObject(text: string): object | null {
  try {
    const parsed = z.looseObject({}).safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
