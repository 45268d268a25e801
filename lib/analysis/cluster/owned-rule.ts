import type { LoadBalancer, LoadBalancingRule, Probe } from '../../snapshot/load-balancer.ts';
import { baseNameOf } from '../../snapshot/load-balancer-name.ts';
import type { PoolModel } from './pool-model.ts';

/** A rule whose name was made from a Service UID, with what it refers to. */
export interface OwnedRule {
  readonly base: string;
  readonly loadBalancer: LoadBalancer;
  readonly rule: LoadBalancingRule;
  /** Null: the rule has no probe, or refers to one that does not exist. */
  readonly probe: Probe | null;
  readonly pools: readonly PoolModel[];
}

/** docs/model.md "Names and join": rules belong to the Service of their name prefix, also on a shared frontend. */
export function ownedRules(
  loadBalancers: readonly LoadBalancer[],
  pools: ReadonlyMap<string, PoolModel>,
): readonly OwnedRule[] {
  const owned: OwnedRule[] = [];
  for (const loadBalancer of loadBalancers) {
    const probes = new Map(loadBalancer.probes.map((probe) => [probe.id.toLowerCase(), probe]));
    for (const rule of loadBalancer.rules) {
      const base = baseNameOf(rule.name);
      if (base === null) continue;
      owned.push({
        base,
        loadBalancer,
        rule,
        probe: rule.probeId === null ? null : (probes.get(rule.probeId.toLowerCase()) ?? null),
        pools: rule.poolIds.flatMap((id) => pools.get(id.toLowerCase()) ?? []),
      });
    }
  }
  return owned;
}
