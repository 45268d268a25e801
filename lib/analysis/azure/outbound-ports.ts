import type { Frontend, LoadBalancer } from '../../snapshot/load-balancer.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';

const PORTS_PER_ADDRESS = 64_000;

/** Azure's own division where nobody sets a number: up to so many members, so many ports each. */
const AUTOMATIC: readonly (readonly [members: number, ports: number])[] = [
  [50, 1024],
  [100, 512],
  [200, 256],
  [400, 128],
  [800, 64],
  [1000, 32],
];

/** SNAT ports of one outbound rule. docs/model.md "Limits". */
export interface OutboundPorts {
  readonly rule: string;
  readonly addresses: number;
  readonly portsPerMember: number;
  readonly members: number;
  /** Members that can have so many ports each. */
  readonly fits: number;
  /** Nobody set a number, so it shrinks when the pool grows. */
  readonly automatic: boolean;
}

/** Rules whose division is known; left out: an address from a prefix, an unknown pool, a pool beyond Azure's table. */
export function outboundPortsOf(balancer: LoadBalancer, { pools }: ClusterModel): readonly OutboundPorts[] {
  return balancer.outboundRules.flatMap(({ name, poolId, frontendIds, portsPerMember }): OutboundPorts[] => {
    const pool = poolId === null ? undefined : pools.get(poolId.toLowerCase());
    if (pool === undefined || portsPerMember === null || frontendIds.length === 0) return [];
    const wanted = new Set(frontendIds.map((id) => id.toLowerCase()));
    const frontends = outboundFrontends(balancer).filter((frontend) => wanted.has(frontend.id.toLowerCase()));
    const addresses = frontends.filter((frontend) => frontend.publicIPAddressId !== null).length;
    if (addresses < wanted.size) return [];
    const members = pool.members.length + pool.ghosts.length + pool.unresolved;
    const common = { rule: name, addresses, members };
    if (portsPerMember > 0) {
      const fits = Math.floor((PORTS_PER_ADDRESS * addresses) / portsPerMember);
      return [{ ...common, portsPerMember, fits, automatic: false }];
    }
    const step = AUTOMATIC.find(([upTo]) => members <= upTo);
    return step === undefined ? [] : [{ ...common, portsPerMember: step[1], fits: step[0], automatic: true }];
  });
}

const known = new WeakMap<LoadBalancer, readonly Frontend[]>();

/** Frontends that outbound rules name: a few of many. */
function outboundFrontends(balancer: LoadBalancer): readonly Frontend[] {
  const before = known.get(balancer);
  if (before) return before;
  const named = new Set(balancer.outboundRules.flatMap((rule) => rule.frontendIds.map((id) => id.toLowerCase())));
  const frontends = balancer.frontends.filter((frontend) => named.has(frontend.id.toLowerCase()));
  known.set(balancer, frontends);
  return frontends;
}
