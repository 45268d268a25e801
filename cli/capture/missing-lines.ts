import { armResourceGroup, armSubscription } from '../../lib/snapshot/arm-id.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import type { ResourceStatus } from '../../lib/snapshot/source-status.ts';
import { grantCommand, requiredActionOf } from '../../lib/sources/azure/permission-commands.ts';
import { unansweredRules } from './wait-for-probes.ts';

/** What the bundle lacks, why, and what would bring it. Empty: it is complete. */
export function missingLines(snapshot: Snapshot): string[] {
  const { kubernetes, azure, probes } = snapshot.sources;
  const lacking = [kubernetes, azure, probes]
    .flatMap(({ resources }) => resources)
    .filter((status) => status.error !== null && status.state !== 'live');
  const unanswered = probes.resources.some(({ state }) => state === 'denied') ? [] : unansweredRules(snapshot);
  if (lacking.length === 0 && unanswered.length === 0) return [];
  return [
    'Missing in the bundle:',
    ...lacking.flatMap((status) => lackLines(status, snapshot)),
    ...(unanswered.length === 0 ? [] : [`  no answer of Azure's probes for ${unanswered.join(', ')}; see --wait`]),
  ];
}

function lackLines({ resource, error, denied }: ResourceStatus, snapshot: Snapshot): string[] {
  const line = `  ${resource}: ${error}`;
  if (denied === null) return [line];
  const action = requiredActionOf(denied.verb);
  if (action === null)
    return [line, `    check: kubectl auth can-i ${denied.verb} ${denied.resource} --all-namespaces`];
  return [
    line,
    `    without it: ${action.without}`,
    `    grant: ${grantCommand(action, placeOf(denied.resource, snapshot))}`,
  ];
}

/** Names for the command, as far as the refused scope tells them. */
function placeOf(scope: string, { azure }: Snapshot) {
  return {
    subscriptionId: armSubscription(scope),
    nodeResourceGroup: armResourceGroup(scope) ?? azure.managedCluster?.nodeResourceGroup ?? null,
    managedClusterId: azure.managedCluster?.id ?? null,
    loadBalancer: null,
    rule: null,
    scaleSet: null,
    principalId: null,
  };
}
