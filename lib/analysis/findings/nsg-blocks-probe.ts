import type { PortModel } from '../service/port-model.ts';
import type { ProbeBlock } from '../service/probe-block.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { azNetwork, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { names } from './wording.ts';

const code = 'nsg-blocks-probe';

/** docs/findings/nsg-blocks-probe.md: a security rule keeps Azure's own probe from the nodes. */
export const nsgBlocksProbe: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const blocked = service.ports.flatMap((port) => blockedBy(service, port) ?? []);
    const first = blocked[0];
    if (first === undefined) return [];
    const { snapshot } = model;
    const ports = names(blocked.map(({ port }) => `TCP/${port.probe?.port ?? 0}`));
    const show = `nsg rule show --nsg-name ${shellWord(first.group)} -n ${shellWord(first.rule)}`;
    const allow = `nsg rule create --nsg-name ${shellWord(first.group)} -n allow-azure-load-balancer --priority 100 --access Allow --direction Inbound --source-address-prefixes AzureLoadBalancer --destination-port-ranges '*'`;
    return [
      serviceFinding(service, {
        code,
        severity: 'critical',
        title: `Security rule ${first.rule} of ${first.group} keeps the probe of ${service.key} out`,
        impact: `No node answers the probe on ${ports}: Azure has all of them down, and every new connection times out, though the pods serve.`,
        objects: [{ kind: 'NetworkSecurityGroup', namespace: null, name: first.group }],
        evidence: [
          {
            text: `inbound from AzureLoadBalancer (168.63.129.16) to ${ports} is denied by ${first.rule}`,
            known: 'computed',
            source: `network security group ${first.group}`,
          },
          ...downEvidence(service),
        ],
        fix: {
          text: 'Allow the service tag AzureLoadBalancer with a lower priority number than the rule that denies it, or take that rule away.',
          commands: [azNetwork(snapshot, show), azNetwork(snapshot, allow)],
          patch: null,
        },
        verify: [
          {
            command: azNetwork(snapshot, `nsg rule list --nsg-name ${shellWord(first.group)} -o table`),
            expect:
              'a rule that allows AzureLoadBalancer before any that denies it; the nodes come up within two intervals',
          },
        ],
      }),
    ];
  },
};

interface Blocked extends ProbeBlock {
  readonly port: PortModel;
}

/** Null: the probe gets through, was seen to, or nobody can tell. */
function blockedBy(service: ServiceModel, port: PortModel): Blocked | null {
  const { probeBlock } = port.policies[service.service.externalTrafficPolicy];
  return probeBlock === null || port.state !== 'present' ? null : { port, ...probeBlock };
}

function downEvidence({ ports }: ServiceModel) {
  const answers = ports.flatMap(({ observations }) => [...observations.values()]);
  const [first] = answers;
  if (first === undefined) return [];
  return [{ text: `Azure has no node up: ${first.reason}`, known: 'measured' as const, source: first.source }];
}
