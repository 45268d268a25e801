import { fieldCommand, kubectlFor, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { firstRule } from './rotation-members.ts';
import { serviceFinding } from './service-finding.ts';

const code = 'not-ready-addresses-published';

/** docs/findings/not-ready-addresses-published.md: pods get connections whether they are ready or not. */
export const notReadyAddressesPublished: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, { snapshot }) => {
    const { service: object } = service;
    if (!object.publishNotReadyAddresses || firstRule(service) === null) return [];
    const isLocal = object.externalTrafficPolicy === 'Local';
    return [
      serviceFinding(service, {
        code,
        severity: isLocal ? 'high' : 'medium',
        title: `${service.key} sends connections to pods that are not ready (publishNotReadyAddresses)`,
        impact: isLocal
          ? 'A pod that starts, hangs or shuts down keeps its node in rotation: the health-check port answers 200 for it, and the share of that node is refused or times out. Draining by preStop does not work.'
          : 'A pod that starts, hangs or shuts down keeps its share of new connections; they are refused or time out.',
        evidence: [
          {
            text: 'publishNotReadyAddresses: true, so every endpoint counts as ready',
            known: 'computed',
            source: `Service ${service.key}`,
          },
        ],
        fix: {
          text: 'Switch it off. Clients inside the cluster that need all addresses get them from a second, headless Service.',
          commands: [
            kubectlFor(
              snapshot,
              object,
              `patch service ${shellWord(object.name)} -p '{"spec":{"publishNotReadyAddresses":false}}'`,
            ),
          ],
          patch: 'spec:\n  publishNotReadyAddresses: false\n',
        },
        verify: [
          {
            command: fieldCommand(snapshot, object, '.spec.publishNotReadyAddresses'),
            expect: 'nothing, or false',
          },
        ],
      }),
    ];
  },
};
