import { endpointsCommand, kubectlFor, podsCommand, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { count } from './wording.ts';

const code = 'no-ready-endpoints';

/**
 * docs/findings/no-ready-endpoints.md: policy Cluster and no endpoint is usable; also, for any policy, a port of its
 * own that no endpoint serves while the Service has some.
 */
export const noReadyEndpoints: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    if (service.slices === null) return [];
    const reachable = service.ports.filter((port) => port.state === 'present' || port.state === 'not-loaded');
    const policy = service.service.externalTrafficPolicy;
    const empty = reachable.filter((port) => !port.policies[policy].table.anyUsable);
    const first = empty[0];
    if (!first || (policy === 'Local' && service.readyNodes?.size === 0)) return [];
    const whole = empty.length === reachable.length;
    const ports = empty.map((port) => `${port.port.protocol}/${port.port.port}`).join(', ');
    const { snapshot } = model;
    const what = whole ? service.key : `port ${ports} of ${service.key}`;
    return [
      serviceFinding(service, {
        code,
        severity: 'critical',
        title: `No endpoint serves ${what}`,
        impact:
          'Every new connection is refused, or times out where the kernel limits refusals; all probes of node ports fail.',
        evidence: [
          {
            text: `${count(first.endpoints.length, 'endpoint')}, none ready and none terminating that still serves`,
            known: 'computed',
            source: `EndpointSlices of ${service.key}`,
          },
        ],
        fix: {
          text: 'Bring at least one pod to Ready: look at the pods of the selector, their readiness probe and their events. A port that nothing serves has a wrong targetPort.',
          commands: [
            podsCommand(snapshot, service.service),
            kubectlFor(snapshot, service.service, `describe service ${shellWord(service.service.name)}`),
          ],
          patch: null,
        },
        verify: [
          { command: endpointsCommand(snapshot, service.service), expect: 'at least one endpoint with ready true' },
        ],
      }),
    ];
  },
};
