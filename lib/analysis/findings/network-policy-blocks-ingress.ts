import type { Finding } from '../../report/finding.ts';
import type { NetworkPolicy } from '../../snapshot/network-policy.ts';
import type { ServicePort } from '../../snapshot/service.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { kubectl, kubectlFor, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { type PatchValue, patchYaml } from './patch-yaml.ts';
import { hasRule } from './rotation-members.ts';
import { serviceFinding } from './service-finding.ts';
import { names, percent } from './wording.ts';

const code = 'network-policy-blocks-ingress';

/** docs/findings/network-policy-blocks-ingress.md, docs/model.md "Network policies": policies select the pods and let in nobody who comes through Azure. */
export const networkPolicyBlocksIngress: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const enforcedBy = model.snapshot.azure.managedCluster?.networkPolicy ?? null;
    const policy = service.service.externalTrafficPolicy;
    const port = service.ports.find((candidate) => hasRule(candidate) && candidate.policies[policy].shutBy.length > 0);
    const policies = port?.policies[policy].shutBy ?? [];
    const [first] = policies;
    if (port === undefined || first === undefined) return [];
    const { service: object } = service;
    const local = object.externalTrafficPolicy === 'Local';
    const { traffic } = port.policies[policy];
    // Where nobody knows of enforcement the shares are those without it. A pod is always reached from its own node.
    const lost = enforcedBy !== null ? traffic.lostShare : local ? 1 - traffic.lostShare : traffic.crossNodeShare;
    const who = local
      ? 'clients (policy Local keeps their addresses)'
      : 'nodes (policy Cluster replaces the client’s address)';
    return [
      serviceFinding(service, {
        code,
        // What is lost is felt now, unless nobody knows whether policies are enforced at all.
        severity: lost > 0 && enforcedBy !== null ? 'critical' : 'high',
        title: `NetworkPolicy ${names(policies.map(({ name }) => name))} ${shuts(local, service.key)}`,
        impact: `${percent(Math.max(0, Math.min(1, lost)))} of new connections time out. Probes of ${local ? 'the health-check node port are not concerned and stay green' : 'node ports fail on nodes without a pod'}.`,
        objects: policies.map(({ namespace, name }) => ({ kind: 'NetworkPolicy', namespace, name })),
        evidence: [
          {
            text: `${policies.length === 1 ? 'it selects' : 'they select'} the pods, and no rule for ${port.port.protocol}/${port.port.targetPort} lets in the addresses of ${who}`,
            known: 'computed',
            source: policies.map(({ namespace, name }) => `NetworkPolicy ${namespace}/${name}`).join(', '),
          },
          {
            text: enforcedBy === null ? 'the cluster is taken to enforce policies' : `${enforcedBy} enforces policies`,
            known: enforcedBy === null ? 'assumed' : 'computed',
            source: 'managed cluster',
          },
        ],
        ...remedy(service, port, first, policies, model),
      }),
    ];
  },
};

/** A node is always let in to its own pods. */
function shuts(local: boolean, key: string): string {
  return local ? `lets no client reach the pods of ${key}` : `lets no node reach pods of ${key} but its own`;
}

function remedy(
  service: ServiceModel,
  port: PortModel,
  first: NetworkPolicy,
  policies: readonly NetworkPolicy[],
  model: ClusterModel,
): Pick<Finding, 'fix' | 'verify'> {
  const { service: object } = service;
  const local = object.externalTrafficPolicy === 'Local';
  const rule = { from: allowedPeers(service, port, model), ports: [targetOf(port.port)] };
  const isFirst = first.ingress.length === 0;
  return {
    fix: {
      text: local
        ? 'Let the clients in by a rule with their address ranges; for a public Service that is everybody.'
        : 'Let the nodes in by a rule with the range of their addresses (Azure’s probe comes through them too).',
      commands: [
        kubectlFor(
          model.snapshot,
          object,
          `describe networkpolicy ${policies.map(({ name }) => shellWord(name)).join(' ')}`,
        ),
        ...(isFirst ? [] : [appendCommand(model, first, rule)]),
      ],
      // A patch replaces the whole list: what other rules let in would be shut out.
      patch: isFirst ? patchYaml({ spec: { ingress: [rule] } }) : null,
      patchOf: { kind: 'NetworkPolicy', namespace: first.namespace, name: first.name },
    },
    verify: [
      {
        command: kubectl(
          model.snapshot,
          `-n ${shellWord(first.namespace)} get networkpolicy ${shellWord(first.name)} -o yaml`,
        ),
        expect: 'an ingress rule with an ipBlock that holds these addresses',
      },
    ],
  };
}

/** Puts a rule behind those that the policy has. */
function appendCommand({ snapshot }: ClusterModel, { namespace, name }: NetworkPolicy, value: PatchValue): string {
  const body = JSON.stringify([{ op: 'add', path: '/spec/ingress/-', value }]);
  return kubectl(
    snapshot,
    `-n ${shellWord(namespace)} patch networkpolicy ${shellWord(name)} --type json -p ${shellWord(body)}`,
  );
}

function allowedPeers({ service, internal }: ServiceModel, { family }: PortModel, model: ClusterModel) {
  const everybody = family === 'IPv6' ? '::/0' : '0.0.0.0/0';
  if (service.externalTrafficPolicy === 'Local' && !internal) return [{ ipBlock: { cidr: everybody } }];
  const ips = [...new Set(model.nodes.flatMap((node) => node.ips))].filter((ip) => isOfFamily(ip, family));
  const wide = service.externalTrafficPolicy === 'Local' || ips.length > 10;
  const width = family === 'IPv6' ? 128 : 32;
  const cidrs = wide ? [...new Set(ips.map(privateBlockOf))] : ips.map((ip) => `${ip}/${width}`);
  return cidrs.map((cidr) => ({ ipBlock: { cidr } }));
}

function isOfFamily(ip: string, family: PortModel['family']): boolean {
  return ip.includes(':') === (family === 'IPv6');
}

/** The private range that a network of Azure with this address is cut from. */
function privateBlockOf(ip: string): string {
  if (ip.includes(':')) return 'fc00::/7';
  if (ip.startsWith('192.168.')) return '192.168.0.0/16';
  return ip.startsWith('172.') ? '172.16.0.0/12' : '10.0.0.0/8';
}

function targetOf({ protocol, targetPort }: ServicePort) {
  return { protocol, port: targetPort };
}
