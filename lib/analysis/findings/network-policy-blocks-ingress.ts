import type { Finding } from '../../report/finding.ts';
import type { NetworkPolicy, NetworkPolicyIngressRule } from '../../snapshot/network-policy.ts';
import type { ServicePort } from '../../snapshot/service.ts';
import { contains, parseRange } from '../azure/ip-range.ts';
import { isPrivateRange } from '../azure/security-rules.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { policiesOf } from '../cluster/policies-of.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { kubectl, kubectlFor } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { patchYaml } from './patch-yaml.ts';
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
    if (model.snapshot.azure.managedCluster !== null && (enforcedBy ?? 'none') === 'none') return [];
    // Cilium knows nodes by identity, so what blocks of addresses mean for them depends on how it is set up.
    if (enforcedBy === 'cilium' && service.service.externalTrafficPolicy === 'Cluster') return [];
    const port = service.ports.find((candidate) => hasRule(candidate) && isShutOut(service, candidate, model));
    const [first] = port === undefined ? [] : selecting(port, model);
    if (port === undefined || first === undefined) return [];
    const policies = selecting(port, model);
    const { service: object } = service;
    const local = object.externalTrafficPolicy === 'Local';
    const { traffic } = port.policies[object.externalTrafficPolicy];
    // A pod is always reached from its own node.
    const lost = local ? 1 - traffic.lostShare : traffic.crossNodeShare;
    const who = local
      ? 'clients (policy Local keeps their addresses)'
      : 'nodes (policy Cluster replaces the client’s address)';
    return [
      serviceFinding(service, {
        code,
        // What is lost is felt now, unless nobody knows whether policies are enforced at all.
        severity: lost > 0 && enforcedBy !== null ? 'critical' : 'high',
        title: `NetworkPolicy ${names(policies.map(({ name }) => name))} lets no traffic of the load balancer reach the pods of ${service.key}`,
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

function remedy(
  service: ServiceModel,
  port: PortModel,
  first: NetworkPolicy,
  policies: readonly NetworkPolicy[],
  model: ClusterModel,
): Pick<Finding, 'fix' | 'verify'> {
  const { service: object } = service;
  const local = object.externalTrafficPolicy === 'Local';
  return {
    fix: {
      text: local
        ? 'Let the clients in by a rule with their address ranges; for a public Service that is everybody.'
        : 'Let the nodes in by a rule with the range of their addresses (Azure’s probe comes through them too).',
      commands: [
        kubectlFor(model.snapshot, object, `describe networkpolicy ${policies.map(({ name }) => name).join(' ')}`),
      ],
      patch: patchYaml({
        spec: { ingress: [{ from: allowedPeers(service, model), ports: [targetOf(port.port)] }] },
      }),
      patchOf: { kind: 'NetworkPolicy', namespace: first.namespace, name: first.name },
    },
    verify: [
      {
        command: kubectl(model.snapshot, `-n ${first.namespace} get networkpolicy ${first.name} -o yaml`),
        expect: 'an ingress rule with an ipBlock that holds these addresses',
      },
    ],
  };
}

function allowedPeers({ service, internal }: ServiceModel, model: ClusterModel) {
  if (service.externalTrafficPolicy === 'Local' && !internal) return [{ ipBlock: { cidr: '0.0.0.0/0' } }];
  const ips = [...new Set(model.nodes.flatMap(({ ip }) => (ip === null ? [] : [ip])))];
  const wide = service.externalTrafficPolicy === 'Local' || ips.length > 10;
  return wide ? [{ ipBlock: { cidr: '10.0.0.0/8' } }] : ips.map((ip) => ({ ipBlock: { cidr: `${ip}/32` } }));
}

function targetOf({ protocol, targetPort }: ServicePort) {
  return { protocol, port: targetPort };
}

/** Policies that isolate the first ready pod behind the port. */
function selecting(port: PortModel, model: ClusterModel): readonly NetworkPolicy[] {
  const endpoint = port.endpoints.find(({ state }) => state === 'ready');
  const pod = endpoint === undefined ? null : model.podAt(endpoint.address);
  if (pod === null || pod.hostNetwork) return [];
  return policiesOf(model.snapshot, pod.namespace, pod.labels).filter(({ isolatesIngress }) => isolatesIngress);
}

function isShutOut(service: ServiceModel, port: PortModel, model: ClusterModel): boolean {
  const policies = selecting(port, model);
  if (policies.length === 0) return false;
  const nodeIp = model.nodesByName.get(port.pool.members[0] ?? '')?.ip ?? null;
  return !policies.some(({ ingress }) =>
    ingress.some((rule) => mayConcern(rule, port.port) && letsIn(rule, service, nodeIp)),
  );
}

/** A port by a name that the Service does not use may be the one: then nothing is claimed. */
function mayConcern({ ports }: NetworkPolicyIngressRule, { protocol, targetPort }: ServicePort): boolean {
  if (ports.length === 0) return true;
  return ports.some((each) => {
    if (each.protocol !== protocol) return false;
    if (each.port === null || typeof each.port !== typeof targetPort) return true;
    if (typeof each.port !== 'number' || typeof targetPort !== 'number') return each.port === targetPort;
    return targetPort >= each.port && targetPort <= (each.endPort ?? each.port);
  });
}

/** Selectors name pods, so only a block of addresses lets in a client or a node; a rule without sources lets in all. */
function letsIn(
  { from }: NetworkPolicyIngressRule,
  { service, internal }: ServiceModel,
  nodeIp: string | null,
): boolean {
  if (from.length === 0) return true;
  const blocks = from.flatMap(({ cidr, except }) => {
    const range = cidr === null ? null : parseRange(cidr);
    return range === null ? [] : [{ range, except: except.flatMap((text) => parseRange(text) ?? []) }];
  });
  if (service.externalTrafficPolicy === 'Local') return blocks.some(({ range }) => internal || !isPrivateRange(range));
  const node = nodeIp === null ? null : parseRange(nodeIp);
  if (node === null) return blocks.length > 0;
  return blocks.some(({ range, except }) => contains(range, node) && !except.some((each) => contains(each, node)));
}
