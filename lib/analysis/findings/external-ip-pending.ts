import { lastSyncFailure } from '../service/settling.ts';
import { ageSeconds, instantText } from '../time.ts';
import { kubectlFor, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';

const code = 'external-ip-pending';

/** docs/findings/external-ip-pending.md: no address after the time a first sync may take. */
export const externalIpPending: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const { service: object } = service;
    if (object.ingress.length > 0 || object.deletedAt !== null || service.expected.kind === 'ignored') return [];
    const age = ageSeconds(object.createdAt, model.snapshot.takenAt);
    if (age === null || age < model.settings.reconcileSeconds) return [];
    const failure = lastSyncFailure(object, model);
    return [
      serviceFinding(service, {
        code,
        severity: 'critical',
        title: `${service.key} has had no address since it was made at ${instantText(object.createdAt)}`,
        impact: 'Nobody can connect: there is no IP to connect to.',
        evidence: [
          { text: 'status.loadBalancer.ingress is empty', known: 'measured', source: `Service ${service.key}` },
          failure
            ? { text: failure.message, known: 'measured', source: `Event ${failure.reason}` }
            : { text: 'no event says why', known: 'measured', source: 'Events' },
        ],
        fix: {
          text: 'Read the last SyncLoadBalancerFailed event of the Service: quota, a static IP in another group or SKU, missing rights of the cluster identity, a full subnet and a taken port are the usual causes.',
          commands: [kubectlFor(model.snapshot, object, `describe service ${shellWord(object.name)}`)],
          patch: null,
        },
        verify: [
          {
            command: kubectlFor(model.snapshot, object, `get service ${shellWord(object.name)}`),
            expect: 'an EXTERNAL-IP',
          },
        ],
      }),
    ];
  },
};
