import { serviceDrift } from '../azure/drift.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { eventsOf, lastSyncEvent } from '../service/settling.ts';
import { ageSeconds, instantText } from '../time.ts';
import { kubectl, kubectlFor, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';

const code = 'reconcile-stalled';

/** docs/findings/reconcile-stalled.md: the controller began a sync, and never said how it ended. */
export const reconcileStalled: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const { service: object } = service;
    if (object.deletedAt !== null || service.expected.kind !== 'rules') return [];
    const began = lastSyncEvent(object, model);
    if (began?.reason !== 'EnsuringLoadBalancer') return [];
    const age = ageSeconds(began.lastAt, model.snapshot.takenAt);
    if (age === null || age < model.settings.reconcileSeconds) return [];
    // Events may get lost; Azure tells whether the sync came through.
    const unfinished = whatIsUnfinished(service, model);
    if (unfinished === null) return [];
    return [
      serviceFinding(service, {
        code,
        severity: 'high',
        title: `The cloud controller began at ${instantText(began.lastAt)} to apply ${service.key} and has not ended`,
        impact: `${unfinished}. One Service is worked on at a time, so changes of the others wait too.`,
        evidence: [
          {
            text: `last word of ${eventsOf(object, model).length} events is "${began.message}" at ${instantText(began.lastAt)}`,
            known: 'measured',
            source: `Event ${began.reason}`,
          },
          { text: unfinished, known: 'computed', source: 'Service, Azure load balancers' },
        ],
        fix: {
          text: 'Wait for the ARM operation it waits for, and look for a Service that fails again and again: it takes the turn of the others. Throttling by ARM (429) and a controller that restarted show in its log.',
          commands: [
            kubectl(
              model.snapshot,
              'get events -A --field-selector reason=SyncLoadBalancerFailed --sort-by=.lastTimestamp',
            ),
          ],
          patch: null,
        },
        verify: [
          {
            command: kubectlFor(
              model.snapshot,
              object,
              `get events --field-selector involvedObject.name=${shellWord(object.name)}`,
            ),
            expect: 'EnsuredLoadBalancer after the last EnsuringLoadBalancer',
          },
        ],
      }),
    ];
  },
};

/** Null: Azure is as the Service asks, so the sync ended. */
function whatIsUnfinished(service: ServiceModel, model: ClusterModel): string | null {
  if (service.service.ingress.length === 0) return 'The Service has no address';
  if (model.snapshot.azure.loadBalancers === null) return null;
  if (service.ports.some((port) => port.state === 'missing')) return 'A rule of the Service is missing in Azure';
  return serviceDrift(service, model).length > 0 ? 'Azure still has the old settings of the Service' : null;
}
