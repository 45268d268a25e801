import { DELETION_SECONDS } from '../azure/deletion-seconds.ts';
import { lastEventOf } from '../service/settling.ts';
import { ageSeconds, instantText } from '../time.ts';
import { kubectlFor, nodeGroupWord, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { decodeSyncFailure } from './sync-failure-texts.ts';

const code = 'service-deletion-stuck';
const CLEANUP_FINALIZER = 'service.kubernetes.io/load-balancer-cleanup';

/** docs/findings/service-deletion-stuck.md: deleted, and still waiting for the controller to clean up Azure. */
export const serviceDeletionStuck: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const { service: object } = service;
    const age = ageSeconds(object.deletedAt, model.snapshot.takenAt);
    if (age === null || age < DELETION_SECONDS || !object.finalizers.includes(CLEANUP_FINALIZER)) return [];
    const failure = lastEventOf(object, model, 'DeleteLoadBalancerFailed');
    const decoded = failure === null ? null : decodeSyncFailure(failure.message);
    return [
      serviceFinding(service, {
        code,
        severity: 'medium',
        title: `${service.key} was deleted at ${instantText(object.deletedAt)} and is still there${decoded ? `: ${decoded.meaning}` : ''}`,
        impact:
          'Its address still answers and is still billed, and its namespace cannot be removed. No client that has moved away feels it.',
        evidence: [
          {
            text: `deletionTimestamp ${instantText(object.deletedAt)}, finalizer ${CLEANUP_FINALIZER}`,
            known: 'measured',
            source: `Service ${service.key}`,
          },
          ...(failure
            ? [{ text: failure.message, known: 'measured' as const, source: `Event ${failure.reason}` }]
            : []),
        ],
        fix: {
          text: `${decoded?.remedy ?? 'Find what holds the Azure objects: a resource lock, a private link connection or a missing right of the cluster identity.'} The controller tries again by itself. Do not remove the finalizer by hand: the Azure objects would stay as orphans.`,
          commands: [
            kubectlFor(model.snapshot, object, `describe service ${shellWord(object.name)}`),
            `az lock list -g ${nodeGroupWord(model.snapshot)} -o table`,
          ],
          patch: null,
        },
        verify: [
          { command: kubectlFor(model.snapshot, object, `get service ${shellWord(object.name)}`), expect: 'NotFound' },
        ],
      }),
    ];
  },
};
