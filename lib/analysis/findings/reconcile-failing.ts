import { kubectlFor, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { syncFailureOf } from './sync-failure.ts';
import { decodeSyncFailure } from './sync-failure-texts.ts';

const code = 'reconcile-failing';

/** docs/findings/reconcile-failing.md: the last sync of the cloud controller failed, for another reason than a taken port. */
export const reconcileFailing: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const failure = syncFailureOf(service, model);
    if (failure === null || failure.isPortConflict) return [];
    const { meaning, remedy } = decodeSyncFailure(failure.message);
    const { service: object } = service;
    return [
      serviceFinding(service, {
        code,
        severity: 'high',
        title: `The cloud controller cannot apply ${service.key}: ${meaning}`,
        impact:
          object.ingress.length === 0
            ? 'The Service has no address, so nobody can connect.'
            : 'Changes to the Service and to the set of nodes do not reach the load balancer.',
        evidence: [{ text: failure.message, known: failure.known, source: failure.source }],
        fix: {
          text: remedy,
          commands: [kubectlFor(model.snapshot, object, `describe service ${shellWord(object.name)}`)],
          patch: null,
        },
        verify: [
          {
            command: kubectlFor(
              model.snapshot,
              object,
              `get events --field-selector involvedObject.name=${shellWord(object.name)}`,
            ),
            expect: 'EnsuredLoadBalancer after the last failure',
          },
        ],
      }),
    ];
  },
};
