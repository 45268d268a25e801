import type { SecurityRule } from '../../snapshot/network-security-group.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
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
    const priority = freePriority(first, snapshot);
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
          commands: [
            azNetwork(snapshot, show),
            ...(priority === null ? [] : [azNetwork(snapshot, allowArguments(first, priority))]),
          ],
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

const FIRST_PRIORITY = 100;

/** The last number before the rule that denies which no other rule has. Null: there is none, or nobody can tell. */
function freePriority({ group, rule }: ProbeBlock, { azure }: Snapshot): number | null {
  const rules = azure.networkSecurityGroups?.find(({ name }) => name === group)?.rules ?? [];
  const denies = rules.find(({ name }) => name === rule)?.priority ?? FIRST_PRIORITY;
  const taken = new Set(rules.filter(isInbound).map(({ priority }) => priority));
  for (let free = denies - 1; free >= FIRST_PRIORITY; free--) if (!taken.has(free)) return free;
  return null;
}

function isInbound({ direction }: SecurityRule): boolean {
  return direction.toLowerCase() === 'inbound';
}

function allowArguments({ group }: ProbeBlock, priority: number): string {
  const to = `--access Allow --direction Inbound --protocol '*' --source-address-prefixes AzureLoadBalancer --destination-port-ranges '*'`;
  return `nsg rule create --nsg-name ${shellWord(group)} -n allow-azure-load-balancer --priority ${priority} ${to}`;
}

function downEvidence({ ports }: ServiceModel) {
  const answers = ports.flatMap(({ observations }) => [...observations.values()]);
  const [first] = answers;
  if (first === undefined) return [];
  return [{ text: `Azure has no node up: ${first.reason}`, known: 'measured' as const, source: first.source }];
}
