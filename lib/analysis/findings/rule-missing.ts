import { isSettling, lastSyncFailure } from '../service/settling.ts';
import { azNetwork, reconcileCommand, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { count, names } from './wording.ts';

const code = 'rule-missing';

/** docs/findings/rule-missing.md: the Service asks for a rule that Azure does not have. */
export const ruleMissing: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const missing = service.ports.filter((port) => port.state === 'missing' && port.expected !== null);
    const pending = service.service.ingress.length === 0 && service.owned.length === 0;
    if (missing.length === 0 || pending || isSettling(service.service, model)) return [];
    const ports = missing.map((port) => `${port.port.protocol}/${port.port.port}`);
    const failure = lastSyncFailure(service.service, model);
    return [
      serviceFinding(service, {
        code,
        severity: 'critical',
        title: `${count(missing.length, 'load balancing rule')} of ${service.key} missing in Azure: ${names(ports)}`,
        impact: 'Every new connection to these ports times out: the load balancer does not listen there.',
        objects: missing.map((port) => ({ kind: 'Rule', namespace: null, name: port.ruleName })),
        evidence: [
          ...missing.map((port) => ({
            text: `no rule ${port.ruleName} on any load balancer`,
            known: 'measured' as const,
            source: 'Azure load balancers',
          })),
          ...(failure
            ? [{ text: failure.message, known: 'measured' as const, source: `Event ${failure.reason}` }]
            : []),
        ],
        fix: {
          text: 'Make the cloud controller reconcile the Service and read its events.',
          commands: [reconcileCommand(model.snapshot, service.service)],
          patch: null,
        },
        verify: [
          {
            command: azNetwork(
              model.snapshot,
              `lb rule list --lb-name ${shellWord(service.frontends[0]?.placed?.loadBalancer.name ?? model.config.clusterName)}`,
            ),
            expect: missing.map((port) => port.ruleName).join(', '),
          },
        ],
      }),
    ];
  },
};
