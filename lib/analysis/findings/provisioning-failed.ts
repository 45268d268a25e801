import type { Finding } from '../../report/finding.ts';
import type { AzurePart } from '../../snapshot/azure-part.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { nodeGroupWord, shellWord } from './commands.ts';
import { type ClusterFindingRule, docOf } from './finding-rule.ts';
import { count, names } from './wording.ts';

const code = 'provisioning-failed';

/** docs/findings/provisioning-failed.md: Azure could not carry out the last change of an object. */
export const provisioningFailed: ClusterFindingRule = {
  code,
  kind: 'fault',
  check: ({ model: { snapshot } }) => {
    const failed = failedObjects(snapshot.azure);
    return failed.length === 0 ? [] : [failedFinding(failed, snapshot)];
  },
};

interface FailedObject {
  readonly kind: string;
  readonly name: string;
  /** What has to be written again for it. */
  readonly resourceId: string;
}

function failedObjects(azure: AzurePart): readonly FailedObject[] {
  const { loadBalancers, publicIPAddresses, networkInterfaces, scaleSets, scaleSetVms } = azure;
  return [
    ...failedOf(loadBalancers, (lb) => [
      ...own('LoadBalancer', lb),
      ...lb.pools.flatMap((pool) => own('Pool', pool, lb.id)),
      ...lb.rules.flatMap((rule) => own('Rule', rule, lb.id)),
    ]),
    ...failedOf(publicIPAddresses, (ip) => own('PublicIP', ip)),
    ...failedOf(networkInterfaces, (nic) => own('NetworkInterface', { ...nic, name: nic.id.split('/').at(-1) ?? '' })),
    ...failedOf(scaleSets, (set) => own('ScaleSet', set)),
    ...failedOf(scaleSetVms, (vm) => own('ScaleSetVm', { ...vm, name: vm.computerName ?? vm.instanceId })),
  ];
}

function own(
  kind: string,
  object: { readonly id: string; readonly name: string; readonly provisioningState: string | null },
  parentId = object.id,
): readonly FailedObject[] {
  const isFailed = object.provisioningState?.toLowerCase() === 'failed';
  return isFailed ? [{ kind, name: object.name, resourceId: parentId }] : [];
}

const NONE: readonly FailedObject[] = [];
const known = new WeakMap<object, readonly FailedObject[]>();

/** Lists are looked through once. */
function failedOf<T>(list: readonly T[] | null, find: (object: T) => readonly FailedObject[]): readonly FailedObject[] {
  if (list === null) return NONE;
  const before = known.get(list);
  if (before) return before;
  const failed = list.flatMap(find);
  known.set(list, failed);
  return failed;
}

function failedFinding(failed: readonly FailedObject[], snapshot: Snapshot): Finding {
  const resources = [...new Set(failed.map((object) => object.resourceId))];
  const show = resources
    .slice(0, 5)
    .map((id) => `az resource show --ids ${shellWord(id)} --query properties.provisioningState`);
  const group = nodeGroupWord(snapshot);
  return {
    code,
    severity: 'high',
    title: `${count(failed.length, 'Azure object')} in state Failed: ${names(failed.map(({ kind, name }) => `${kind} ${name}`))}`,
    impact:
      'What exists goes on, but changes of rules, pools and members do not arrive: new nodes stay out of the pool, and new ports time out.',
    service: null,
    objects: failed.slice(0, 20).map(({ kind, name }) => ({ kind, namespace: null, name })),
    evidence: failed.slice(0, 10).map(({ kind, name }) => ({
      text: 'provisioningState is Failed',
      known: 'measured' as const,
      source: `${kind} ${name}`,
    })),
    fix: {
      text: 'Look for the failed operation in the activity log, remove its cause (quota, lock, policy, stopped machine), then write the object again unchanged; a machine of a scale set is reimaged or deleted.',
      commands: [
        `az monitor activity-log list -g ${group} --status Failed --offset 1d -o table`,
        ...resources.slice(0, 5).map((id) => `az resource update --ids ${shellWord(id)}`),
      ],
      patch: null,
    },
    verify: show.map((command) => ({ command, expect: '"Succeeded"' })),
    doc: docOf(code),
  };
}
