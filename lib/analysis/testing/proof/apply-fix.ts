import { parse } from 'yaml';
import type { Finding } from '../../../report/finding.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import { editObject } from './edit-object.ts';
import type { FixStep } from './proof-case.ts';
import { reconciled } from './reconciled.ts';
import { runCommand } from './run-command.ts';
import { strategicMerge } from './strategic-merge.ts';

/** The cluster after the fix of a finding. Throws where patch or command would be refused. */
export function applyFix(broken: Snapshot, finding: Finding, step: FixStep): Snapshot {
  if (step.by === 'hand') return step.apply(broken);
  if (step.by === 'patch') return patched(broken, finding);
  const after = step.which.reduce((snapshot, number) => {
    const command = finding.fix.commands[number];
    if (command === undefined) throw new Error(`${finding.code} has no command ${number}`);
    return runCommand(snapshot, command);
  }, broken);
  return step.thenPatch ? patched(after, finding) : after;
}

/** `kubectl patch --patch-file`, then a reconciliation. */
function patched(broken: Snapshot, { fix, service, code }: Finding): Snapshot {
  const target = fix.patchOf ?? (service === null ? null : { kind: 'Service', ...service });
  if (fix.patch === null || target === null) throw new Error(`${code} has no patch, or none that names its object`);
  const body: unknown = parse(fix.patch);
  return reconciled(editObject(broken, target, (before) => strategicMerge(before, body)));
}
