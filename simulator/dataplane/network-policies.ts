import type { World } from '../kernel/world.ts';
import { matchesSelector } from '../objects/matches-selector.ts';
import type { Pod } from '../objects/pod.ts';
import type { NetworkPolicy } from '../objects/policy.ts';
import { isInRange } from './ip-range.ts';

/** Who a pod sees that a packet comes from. */
export interface Source {
  readonly ip: string;
  /** The node whose own address it is; null: it comes from somewhere else. */
  readonly node: string | null;
}

type Rule = NonNullable<NetworkPolicy['spec']['ingress']>[number];
type Peer = NonNullable<Rule['from']>[number];

/** Selectors name pods, so they never let in a client, a node or the prober: only a block of addresses does. */
const isPeer = ({ ipBlock }: Peer, ip: string): boolean =>
  ipBlock !== undefined && isInRange(ip, ipBlock.cidr) && !(ipBlock.except ?? []).some((range) => isInRange(ip, range));

function hasPort(rule: Rule, pod: Pod, port: number): boolean {
  if (rule.ports === undefined || rule.ports.length === 0) return true;
  const names = pod.spec.containers
    .flatMap((container) => container.ports ?? [])
    .filter((one) => one.containerPort === port)
    .map((one) => one.name);
  return rule.ports.some(({ protocol, port: wanted, endPort }) => {
    if (protocol !== 'TCP') return false;
    if (wanted === undefined) return true;
    if (typeof wanted === 'string') return names.includes(wanted);
    return port >= wanted && port <= (endPort ?? wanted);
  });
}

const letsIn = (rule: Rule, pod: Pod, source: Source, port: number): boolean =>
  hasPort(rule, pod, port) &&
  (rule.from === undefined || rule.from.length === 0 || rule.from.some((peer) => isPeer(peer, source.ip)));

const isolates = ({ spec }: NetworkPolicy, pod: Pod): boolean =>
  (spec.policyTypes ?? ['Ingress']).includes('Ingress') && matchesSelector(spec.podSelector, pod.metadata.labels);

/**
 * Whether the policies of its namespace let a packet reach a pod: what no policy selects takes everything, what one selects
 * takes only what some rule allows. From its own node a pod is always reached, or its kubelet could not check it; pods on the
 * host network are no policy's business.
 */
export function isLetIn(world: World, pod: Pod, source: Source, port: number): boolean {
  if (world.store.count('networkpolicies') === 0 || pod.spec.hostNetwork === true) return true;
  if (source.node !== null && source.node === pod.spec.nodeName) return true;
  const own = world.store
    .indexed('networkpolicies', 'namespace', pod.metadata.namespace ?? 'default')
    .filter((policy) => isolates(policy, pod));
  return (
    own.length === 0 || own.some(({ spec }) => (spec.ingress ?? []).some((rule) => letsIn(rule, pod, source, port)))
  );
}
