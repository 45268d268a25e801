import { commandLine } from './command-line.ts';
import { aloneFlags, azCommands, type KnownCommand, kubectlCommands } from './command-table.ts';
import { type ShellWord, shellWords } from './shell-words.ts';

/** A name that people have to fill in; no shell runs a command that holds one. */
const PLACEHOLDER = /<[a-z][a-z- ]*>/g;
/** The one thing that a shell is asked to do: the time makes each reconciliation a change. */
const NOW = 'aks-ingress-health/reconcile=$(date +%s)';

/** What is wrong with a command, as shell, `az` or `kubectl` would say it. */
export function commandFaults(command: string): readonly string[] {
  const words = shellWords(command.replaceAll(PLACEHOLDER, 'placeholder'));
  return [...words.flatMap(activeFault), ...programFaults(words.map(({ text }) => text))].map(
    (fault) => `${fault}: ${command}`,
  );
}

function activeFault({ text, active }: ShellWord): readonly string[] {
  return active === '' || text === NOW ? [] : [`the shell does something about ${text}`];
}

function programFaults([program, ...rest]: readonly string[]): readonly string[] {
  const line = commandLine(rest, aloneFlags);
  const flags = [...line.flags.keys()];
  if (program === 'az') {
    const words = line.words.filter((word) => word !== 'placeholder');
    return faultsOf(azCommands[words.join(' ')], 0, flags);
  }
  if (program === 'kubectl') return faultsOf(kubectlCommands[line.words[0] ?? ''], line.words.length - 1, flags);
  return [`neither az nor kubectl`];
}

function faultsOf(known: KnownCommand | undefined, words: number, flags: readonly string[]): readonly string[] {
  if (known === undefined) return ['no such command in the table'];
  const [least, most] = known.words;
  return [
    ...flags.filter((flag) => ![...known.needs, ...known.takes].includes(flag)).map((flag) => `no flag ${flag}`),
    ...known.needs.filter((flag) => !flags.includes(flag)).map((flag) => `flag ${flag} is needed`),
    ...(words < least || words > most ? [`${words} words after it`] : []),
  ];
}
