import type { Finding, FindingObject } from '../../report/finding.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Workload } from '../../snapshot/workload.ts';
import { kubectl, shellWord } from './commands.ts';
import { type PatchValue, patchYaml } from './patch-yaml.ts';

export function workloadObject({ kind, namespace, name }: Workload): FindingObject {
  return { kind, namespace, name };
}

export function workloadName({ kind, namespace, name }: Workload): string {
  return `${kind} ${namespace}/${name}`;
}

/** A fix by patching one object: the command that does it, and the same as a file. */
export function patchFix(snapshot: Snapshot, object: FindingObject, text: string, patch: PatchValue): Finding['fix'] {
  const { kind, namespace, name } = object;
  const target = `-n ${shellWord(namespace ?? 'default')} patch ${kind.toLowerCase()} ${shellWord(name)}`;
  return {
    text,
    commands: [kubectl(snapshot, `${target} --type strategic -p ${shellWord(JSON.stringify(patch))}`)],
    patch: patchYaml(patch),
    patchOf: object,
  };
}

export function workloadCommand(snapshot: Snapshot, workload: Workload, before: string, after = ''): string {
  const { kind, namespace, name } = workload;
  return kubectl(snapshot, `-n ${shellWord(namespace)} ${before} ${kind.toLowerCase()}/${shellWord(name)}${after}`);
}

/** Shows a part of the workload as it is. */
export function readField(snapshot: Snapshot, workload: Workload, path: string): string {
  return workloadCommand(snapshot, workload, 'get', ` -o jsonpath='{${path}}'`);
}
