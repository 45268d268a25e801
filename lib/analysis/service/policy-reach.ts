import type { NetworkPolicy, NetworkPolicyIngressRule } from '../../snapshot/network-policy.ts';
import type { ServicePort, TrafficPolicy } from '../../snapshot/service.ts';
import { contains, parseRange } from '../azure/ip-range.ts';
import { isPrivateRange } from '../azure/security-rules.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { policiesOf } from '../cluster/policies-of.ts';
import type { PoolModel } from '../cluster/pool-model.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';

export interface ReachQuestion {
  readonly policy: TrafficPolicy;
  readonly internal: boolean;
  readonly port: ServicePort;
  readonly pool: PoolModel;
  readonly endpoints: readonly ServiceEndpoint[];
}

const NONE: readonly NetworkPolicy[] = [];

/**
 * NetworkPolicies that let nothing of the load balancer reach the pods behind a port. Empty: something gets through,
 * or nobody can tell. docs/model.md "Network policies".
 */
export function shuttingPolicies(question: ReachQuestion, model: ClusterModel): readonly NetworkPolicy[] {
  const { networkPolicies } = model.snapshot.kubernetes;
  if (networkPolicies === null || networkPolicies.length === 0) return NONE;
  const cluster = model.snapshot.azure.managedCluster;
  if (cluster !== null && (cluster.networkPolicy ?? 'none') === 'none') return NONE;
  // Cilium knows nodes by identity, so what blocks of addresses mean for them depends on how it is set up.
  if (cluster?.networkPolicy === 'cilium' && question.policy === 'Cluster') return NONE;
  const policies = selecting(question.endpoints, model);
  if (policies.length === 0) return NONE;
  const nodeIp = model.nodesByName.get(question.pool.members[0] ?? '')?.ip ?? null;
  const isOpen = policies.some(({ ingress }) =>
    ingress.some((rule) => mayConcern(rule, question.port) && letsIn(rule, question, nodeIp)),
  );
  return isOpen ? NONE : policies;
}

/** Policies that isolate the first pod behind the port that gets connections: a ready one, else one that terminates and serves. */
function selecting(endpoints: readonly ServiceEndpoint[], model: ClusterModel): readonly NetworkPolicy[] {
  const endpoint =
    endpoints.find(({ state }) => state === 'ready') ?? endpoints.find(({ state }) => state === 'serving-terminating');
  const pod = endpoint === undefined ? null : model.podAt(endpoint.address);
  if (pod === null || pod.hostNetwork) return NONE;
  return policiesOf(model.snapshot, pod.namespace, pod.labels).filter(({ isolatesIngress }) => isolatesIngress);
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
  { policy, internal }: ReachQuestion,
  nodeIp: string | null,
): boolean {
  if (from.length === 0) return true;
  const blocks = from.flatMap(({ cidr, except }) => {
    const range = cidr === null ? null : parseRange(cidr);
    return range === null ? [] : [{ range, except: except.flatMap((text) => parseRange(text) ?? []) }];
  });
  if (policy === 'Local') return blocks.some(({ range }) => internal || !isPrivateRange(range));
  const node = nodeIp === null ? null : parseRange(nodeIp);
  if (node === null) return blocks.length > 0;
  return blocks.some(({ range, except }) => contains(range, node) && !except.some((each) => contains(each, node)));
}
