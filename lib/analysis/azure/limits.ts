import type { Limit } from '../../report/load-balancer-report.ts';
import type { LoadBalancer } from '../../snapshot/load-balancer.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';

/** docs/model.md "Limits". */
export const RULES_PER_NIC = 300;
const RULES = 1500;
const FRONTENDS = 600;
const OUTBOUND_RULES = 600;
const POOL_MEMBERS = 5000;

/** How much of Azure's limits one load balancer uses; every limit that can be counted from its own object. */
export function limitsOf(balancer: LoadBalancer, { pools }: ClusterModel): readonly Limit[] {
  const limit = (name: string, used: number, allowed: number): Limit => ({ name, used, allowed, known: 'measured' });
  return [
    limit('rules', balancer.rules.length, RULES),
    { ...limit('rules per network interface', busiestPool(balancer)?.rules ?? 0, RULES_PER_NIC), known: 'computed' },
    limit('frontends', balancer.frontends.length, FRONTENDS),
    limit('outbound rules', balancer.outboundRules.length, OUTBOUND_RULES),
    ...balancer.pools.map((pool) => {
      const model = pools.get(pool.id.toLowerCase());
      const members = model ? model.members.length + model.ghosts.length + model.unresolved : pool.members.length;
      return limit(`members of pool ${pool.name}`, members, POOL_MEMBERS);
    }),
  ];
}

export interface BusyPool {
  readonly id: string;
  readonly name: string;
  /** Rules that send to it, and so to every network interface in it. */
  readonly rules: number;
}

/** The pool with the most rules; null: no rule sends to a pool that has members. */
export function busiestPool(balancer: LoadBalancer): BusyPool | null {
  const before = busiest.get(balancer);
  if (before !== undefined) return before;
  const found = findBusiest(balancer);
  busiest.set(balancer, found);
  return found;
}

const busiest = new WeakMap<LoadBalancer, BusyPool | null>();

function findBusiest(balancer: LoadBalancer): BusyPool | null {
  const counts = new Map<string, number>();
  for (const rule of balancer.rules) {
    for (const id of rule.poolIds) counts.set(id.toLowerCase(), (counts.get(id.toLowerCase()) ?? 0) + 1);
  }
  let most: BusyPool | null = null;
  for (const { id, name, members } of balancer.pools) {
    const rules = members.length === 0 ? 0 : (counts.get(id.toLowerCase()) ?? 0);
    if (rules > (most?.rules ?? 0)) most = { id: id.toLowerCase(), name, rules };
  }
  return most;
}
