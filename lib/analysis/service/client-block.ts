import type { IpFamily, ServicePort } from '../../snapshot/service.ts';
import { annotation } from '../azure/annotations.ts';
import { type AddressRange, parseRange } from '../azure/ip-range.ts';
import { nodeSecurityGroups } from '../azure/node-security-groups.ts';
import { decideInbound } from '../azure/security-rules.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { PoolModel } from '../cluster/pool-model.ts';
import type { LocatedRule, ServiceParts } from './located-port.ts';
import { isSettling } from './settling.ts';

/** A network security group that keeps every client of a port out. */
export interface ClientBlock {
  readonly group: string;
  /** Null: no rule of its own decides. */
  readonly rule: string | null;
  readonly from: 'internet' | 'network';
  readonly to: string;
  readonly toPort: number;
}

export interface ClientQuestion {
  readonly port: ServicePort;
  readonly family: IpFamily;
  readonly rule: LocatedRule;
  readonly pool: PoolModel;
}

/** Null: clients get in, some of them may, or nobody can tell. docs/model.md "Security rules". */
export function clientBlock(parts: ServiceParts, question: ClientQuestion, model: ClusterModel): ClientBlock | null {
  const { port, rule } = question;
  const groups = nodeSecurityGroups(model.snapshot);
  if (groups === null || groups.length === 0 || rule.state !== 'present' || rule.owned === null) return null;
  const to = destinationOf(parts, question, model);
  if (to === null) return null;
  const from = parts.internal ? 'network' : 'internet';
  const packet = { source: from, destination: to.range, port: to.port, protocol: port.protocol } as const;
  for (const group of groups) {
    const decision = decideInbound(group, packet);
    if (decision.kind !== 'deny') continue;
    if (isAdmissionOfItsOwn(parts) || isSettling(parts.service, model)) return null;
    return { group: group.name, rule: decision.rule?.name ?? null, from, to: to.ip, toPort: to.port };
  }
  return null;
}

/** Who may come in is a list of its own, or the group is not the controller's business. */
function isAdmissionOfItsOwn({ service }: ServiceParts): boolean {
  return (
    service.loadBalancerSourceRanges.length > 0 ||
    annotation(service, 'azure-allowed-ip-ranges') !== null ||
    annotation(service, 'azure-allowed-service-tags') !== null ||
    annotation(service, 'load-balancer-source-ranges') !== null
  );
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
function destinationOf(
  { service }: ServiceParts,
  { port, family, rule, pool }: ClientQuestion,
  model: ClusterModel,
): Destination | null {
  const floating = rule.expected?.enableFloatingIP ?? true;
  const isOfFamily = (ip: string | null): boolean => ip !== null && ip.includes(':') === (family === 'IPv6');
  const frontend = service.ingress.find(({ ip }) => isOfFamily(ip))?.ip;
  const ip = floating ? frontend : model.nodesByName.get(pool.members[0] ?? '')?.ip;
  const range = ip ? parseRange(ip) : null;
  if (!ip || range === null) return null;
  return { ip, range, port: floating ? port.port : port.nodePort };
}
