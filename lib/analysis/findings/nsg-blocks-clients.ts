import type { ClientBlock } from '../service/client-block.ts';
import type { PortModel } from '../service/port-model.ts';
import { azNetwork, reconcileCommand, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { names } from './wording.ts';

const code = 'nsg-blocks-clients';

/** docs/findings/nsg-blocks-clients.md: a security rule, or the lack of one, keeps the clients of a Service out. */
export const nsgBlocksClients: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const blocked = service.ports.flatMap((port): Blocked[] =>
      port.shutOut === null ? [] : [{ port, ...port.shutOut }],
    );
    const first = blocked[0];
    if (first === undefined) return [];
    const ports = names([...new Set(blocked.map(({ port }) => `${port.port.protocol}/${port.port.port}`))]);
    const { snapshot } = model;
    const by = first.rule === null ? 'no rule allows them' : `rule ${first.rule} denies them`;
    return [
      serviceFinding(service, {
        code,
        severity: 'critical',
        title: `${first.group} keeps clients of ${service.key} out of ${ports}: ${by}`,
        impact: 'Every new connection from outside times out. Probes are not concerned, so all nodes look healthy.',
        objects: [{ kind: 'NetworkSecurityGroup', namespace: null, name: first.group }],
        evidence: [
          {
            text: `inbound from ${FROM[first.from]} to ${first.to} port ${first.toPort} is denied: ${by}`,
            known: 'computed',
            source: `network security group ${first.group}`,
          },
        ],
        fix: {
          text:
            first.rule === null
              ? 'The controller writes the rule itself: make it reconcile the Service. If it is told not to, allow the clients by a rule of your own.'
              : 'Take the rule away, or allow the clients of this frontend with a lower priority number.',
          commands: [
            azNetwork(snapshot, `nsg rule list --nsg-name ${shellWord(first.group)} --include-default -o table`),
            reconcileCommand(snapshot, service.service),
          ],
          patch: null,
        },
        verify: [
          {
            command: azNetwork(snapshot, `nsg rule list --nsg-name ${shellWord(first.group)} -o table`),
            expect: `a rule k8s-azure-lb_allow_… for ${first.to} before any that denies`,
          },
        ],
      }),
    ];
  },
};

interface Blocked extends ClientBlock {
  readonly port: PortModel;
}

const FROM = { internet: 'the Internet', network: 'the network' } as const;
