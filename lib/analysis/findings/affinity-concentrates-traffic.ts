import { fieldCommand, kubectlFor, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { firstRule } from './rotation-members.ts';
import { serviceFinding } from './service-finding.ts';

const code = 'affinity-concentrates-traffic';

/** docs/findings/affinity-concentrates-traffic.md: all connections of one source address go to one node and one pod. */
export const affinityConcentratesTraffic: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) => {
    const { service: object } = service;
    const port = firstRule(service);
    if (object.sessionAffinity !== 'ClientIP' || port === null) return [];
    const { rotation } = port.policies[object.externalTrafficPolicy];
    if (rotation.size < 2) return [];
    const distribution = port.owned?.rule.loadDistribution;
    return [
      serviceFinding(service, {
        code,
        severity: 'medium',
        title: `Session affinity of ${service.key} sends each source address to one of ${rotation.size} nodes`,
        impact:
          'Clients behind one address (a CDN, a proxy, a NAT gateway) all meet the same node and pod: it slows down or fails first, and its loss hits all of them at once.',
        evidence: [
          { text: 'sessionAffinity is ClientIP', known: 'measured', source: `Service ${service.key}` },
          ...(port.owned
            ? [
                {
                  text: `loadDistribution is ${distribution}`,
                  known: 'measured' as const,
                  source: `rule ${port.owned.rule.name}`,
                },
              ]
            : []),
        ],
        fix: {
          text: 'If the application keeps no state per client, turn the affinity off; if it does, use a cookie in a gateway in front of it.',
          commands: [
            kubectlFor(
              model.snapshot,
              object,
              `patch service ${shellWord(object.name)} -p '{"spec":{"sessionAffinity":"None"}}'`,
            ),
          ],
          patch: 'spec:\n  sessionAffinity: None\n',
        },
        verify: [
          {
            command: fieldCommand(model.snapshot, object, '.spec.sessionAffinity'),
            expect: 'None',
          },
        ],
      }),
    ];
  },
};
