import { changedAddresses } from '../service/changed-addresses.ts';
import { isSettling } from '../service/settling.ts';
import { fieldCommand, reconcileCommand } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { names } from './wording.ts';

const code = 'frontend-ip-changed';

/** docs/findings/frontend-ip-changed.md: the frontend of the Service has another address than its status names. */
export const frontendIpChanged: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const { service: object } = service;
    if (service.expected.kind === 'ignored') return [];
    const changed = changedAddresses(service);
    const first = changed[0];
    if (first === undefined || isSettling(object, model)) return [];
    const known = names(changed.map((entry) => entry.known));
    const held = names(changed.map((entry) => entry.held));
    return [
      serviceFinding(service, {
        code,
        severity: 'critical',
        title: `The frontend of ${service.key} has address ${held}, its status says ${known}`,
        impact: `Every new connection to ${known} times out. ${held} reaches the nodes, which know no such address and do not forward it.`,
        objects: changed.map(({ frontend }) => ({ kind: 'Frontend', namespace: null, name: frontend })),
        evidence: changed.flatMap((entry) => [
          {
            text: `status.loadBalancer.ingress names ${entry.known}`,
            known: 'measured' as const,
            source: `Service ${service.key}`,
          },
          {
            text: `its address is ${entry.held}`,
            known: 'measured' as const,
            source: `frontend ${entry.frontend} of ${entry.loadBalancer}`,
          },
        ]),
        fix: {
          text: 'Make the cloud controller write the status again, then point DNS at the new address. To keep an address for good, make a static public IP of your own and name it in azure-pip-name.',
          commands: [
            reconcileCommand(model.snapshot, object),
            fieldCommand(model.snapshot, object, '.status.loadBalancer'),
          ],
          patch: null,
        },
        verify: [
          {
            command: fieldCommand(model.snapshot, object, '.status.loadBalancer.ingress[*].ip'),
            expect: `${held}, the address of ${first.frontend}`,
          },
        ],
      }),
    ];
  },
};
