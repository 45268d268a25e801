import { kubectlFor, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { hasRule } from './rotation-members.ts';
import { serviceFinding } from './service-finding.ts';
import { names } from './wording.ts';

const code = 'idle-timeout-silent';
const ANNOTATION = 'service.beta.kubernetes.io/azure-load-balancer-disable-tcp-reset';

/** docs/findings/idle-timeout-silent.md: idle connections are forgotten without a word to either side. */
export const idleTimeoutSilent: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) => {
    // A rule that differs from what the Service asks for is drift.
    const silent = service.ports.filter(
      (port) => hasRule(port) && port.expected?.enableTcpReset === false && port.owned?.rule.enableTcpReset !== true,
    );
    const first = silent[0];
    if (first === undefined) return [];
    const minutes = first.owned?.rule.idleTimeoutMinutes ?? first.expected?.idleTimeoutMinutes ?? 4;
    const { service: object } = service;
    return [
      serviceFinding(service, {
        code,
        severity: 'medium',
        title: `Connections of ${service.key} that are idle for ${minutes} min are dropped without a reset`,
        impact:
          'The next request on such a connection gets no answer: clients and pods hang until their own timeout, often minutes.',
        objects: silent.map((port) => ({ kind: 'Rule', namespace: null, name: port.ruleName })),
        evidence: [
          {
            text: `TCP reset is off, idle timeout ${minutes} min, for ${names(silent.map(({ port }) => `${port.protocol}/${port.port}`))}`,
            known: first.owned ? 'measured' : 'computed',
            source: first.owned ? `rule ${first.ruleName}` : `Service ${service.key}`,
          },
        ],
        fix: {
          text: `Remove the annotation, so that both sides get a reset. Keep connections busy as well: TCP keepalive below ${minutes} min on the client or the server.`,
          commands: [kubectlFor(model.snapshot, object, `annotate service ${shellWord(object.name)} ${ANNOTATION}-`)],
          patch: `metadata:\n  annotations:\n    ${ANNOTATION}: "false"\n`,
        },
        verify: [
          {
            command: kubectlFor(model.snapshot, object, `get service ${shellWord(object.name)} -o yaml`),
            expect: `no ${ANNOTATION}: "true"`,
          },
        ],
      }),
    ];
  },
};
