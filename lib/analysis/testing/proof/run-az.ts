import type { LoadBalancer } from '../../../snapshot/load-balancer.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import { editBalancer } from '../edit.ts';
import { addSecurityRule } from '../security-group.ts';
import { type CommandLine, commandLine } from './command-line.ts';
import { reconciled } from './reconciled.ts';
import { inAzure } from './well-built.ts';

const ALONE = new Set(['--include-default']);

type Run = (snapshot: Snapshot, line: CommandLine) => Snapshot;
type List = 'rules' | 'probes' | 'frontends' | 'pools';

const nothing: Run = (snapshot) => snapshot;
const deleteFrom =
  (list: List): Run =>
  (snapshot, { flags }) =>
    editBalancer(snapshot, (lb) =>
      lb.name === flags.get('--lb-name') ? without(lb, list, flags.get('-n') ?? '') : lb,
    );

/** What Azure does when told so; reading changes nothing. */
const COMMANDS: Readonly<Record<string, Run>> = {
  'network lb rule delete': deleteFrom('rules'),
  'network lb probe delete': deleteFrom('probes'),
  'network lb frontend-ip delete': deleteFrom('frontends'),
  'network lb address-pool delete': deleteFrom('pools'),
  'network public-ip delete': (snapshot, { flags }) => {
    const publicIPAddresses = (snapshot.azure.publicIPAddresses ?? []).filter(({ name }) => name !== flags.get('-n'));
    return inAzure(snapshot, { publicIPAddresses });
  },
  'network public-ip create': (snapshot, { flags }) => {
    const [like] = snapshot.azure.publicIPAddresses ?? [];
    if (like === undefined) throw new Error('there is no public IP to copy');
    const name = flags.get('-n') ?? '';
    const made = {
      ...like,
      id: `${like.id}-new`,
      name,
      sku: flags.get('--sku') ?? null,
      ipAddress: '20.7.7.7',
      tags: {},
    };
    return inAzure(snapshot, { publicIPAddresses: [...(snapshot.azure.publicIPAddresses ?? []), made] });
  },
  'network nsg rule create': (snapshot, { flags }) =>
    addSecurityRule(snapshot, {
      name: flags.get('-n') ?? '',
      access: flags.get('--access') ?? 'Allow',
      priority: Number(flags.get('--priority')),
      protocol: flags.get('--protocol') ?? '*',
      sources: [flags.get('--source-address-prefixes') ?? '*'],
      destinations: ['*'],
      destinationPorts: [flags.get('--destination-port-ranges') ?? '80'],
    }),
  // Written again as they are, objects succeed, or the controller writes them anew.
  'resource update': reconciled,
};

/** What Azure makes of the words after `az`. */
export function runAz(snapshot: Snapshot, words: readonly string[]): Snapshot {
  const line = commandLine(words, ALONE);
  const command = line.words.join(' ');
  const run = COMMANDS[command] ?? (/(list|show)$/.test(command) ? nothing : undefined);
  if (run === undefined) throw new Error(`az ${command} is not modelled`);
  return run(snapshot, line);
}

function without(lb: LoadBalancer, list: List, name: string): LoadBalancer {
  if (!lb[list].some((object) => object.name === name)) throw new Error(`${lb.name} has no ${name} among its ${list}`);
  return { ...lb, [list]: lb[list].filter((object) => object.name !== name) };
}
