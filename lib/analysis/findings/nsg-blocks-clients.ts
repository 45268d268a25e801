import { annotation } from '../azure/annotations.ts';
import { type AddressRange, parseRange } from '../azure/ip-range.ts';
import { nodeSecurityGroups } from '../azure/node-security-groups.ts';
import { decideInbound, type InboundPacket } from '../azure/security-rules.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { isSettling } from '../service/settling.ts';
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
    const groups = nodeSecurityGroups(model.snapshot) ?? [];
    if (groups.length === 0 || isAdmissionOfItsOwn(service) || isSettling(service.service, model)) return [];
    const blocked = service.ports.flatMap((port) => blockedBy(service, port, model) ?? []);
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
            text: `inbound from ${first.from} to ${first.to} port ${first.toPort} is denied: ${by}`,
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

/** Who may come in is a list of its own, or the group is not the controller's business. */
function isAdmissionOfItsOwn({ service }: ServiceModel): boolean {
  return (
    service.loadBalancerSourceRanges.length > 0 ||
    annotation(service, 'azure-allowed-ip-ranges') !== null ||
    annotation(service, 'azure-allowed-service-tags') !== null ||
    annotation(service, 'load-balancer-source-ranges') !== null
  );
}

interface Blocked {
  readonly port: PortModel;
  readonly group: string;
  /** Null: no rule of its own decides. */
  readonly rule: string | null;
  readonly from: string;
  readonly to: string;
  readonly toPort: number;
}

/** Null: clients get in, or nobody can tell. */
function blockedBy(service: ServiceModel, port: PortModel, model: ClusterModel): Blocked | null {
  if (port.state !== 'present' || port.owned === null) return null;
  const to = destinationOf(service, port, model);
  if (to === null) return null;
  const from = service.internal ? 'network' : 'internet';
  const packet: InboundPacket = {
    source: from,
    destination: to.range,
    port: to.port,
    protocol: port.port.protocol,
  };
  for (const group of nodeSecurityGroups(model.snapshot) ?? []) {
    const decision = decideInbound(group, packet);
    if (decision.kind !== 'deny') continue;
    const rule = decision.rule?.name ?? null;
    return {
      port,
      group: group.name,
      rule,
      from: from === 'internet' ? 'the Internet' : 'the network',
      ...described(to),
    };
  }
  return null;
}

interface Destination {
  readonly ip: string;
  readonly range: AddressRange;
  readonly port: number;
}

/**
 * Under floating IP packets carry the address that the controller gave to the Service; else the load balancer puts the
 * node's there. Where Azure has something else, drift says so.
 */
function destinationOf(service: ServiceModel, port: PortModel, model: ClusterModel): Destination | null {
  const floating = port.expected?.enableFloatingIP ?? true;
  const isOfFamily = (ip: string | null): boolean => ip !== null && ip.includes(':') === (port.family === 'IPv6');
  const frontend = service.service.ingress.find(({ ip }) => isOfFamily(ip))?.ip;
  const ip = floating ? frontend : model.nodesByName.get(port.pool.members[0] ?? '')?.ip;
  const range = ip ? parseRange(ip) : null;
  if (!ip || range === null) return null;
  return { ip, range, port: floating ? port.port.port : port.port.nodePort };
}

function described({ ip, port }: Destination): Pick<Blocked, 'to' | 'toPort'> {
  return { to: ip, toPort: port };
}
