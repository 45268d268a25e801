import type { Snapshot } from '../../../snapshot/snapshot.ts';
import { runAz } from './run-az.ts';
import { runKubectl } from './run-kubectl.ts';
import { shellWords } from './shell-words.ts';

/** The cluster after somebody pasted a command of a finding. Throws where the command does what is not modelled. */
export function runCommand(snapshot: Snapshot, command: string): Snapshot {
  const [program, ...words] = shellWords(command).map(({ text }) => text);
  if (program === 'kubectl') return runKubectl(snapshot, words);
  if (program === 'az') return runAz(snapshot, words);
  throw new Error(`not a command of a finding: ${command}`);
}
