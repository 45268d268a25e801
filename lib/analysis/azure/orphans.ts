import type { Orphan } from '../../report/load-balancer-report.ts';
import { armName } from '../../snapshot/arm-id.ts';
import type { LoadBalancer } from '../../snapshot/load-balancer.ts';
import { baseNameOf } from '../../snapshot/load-balancer-name.ts';
import type { PublicIpAddress } from '../../snapshot/public-ip-address.ts';
import type { CloudConfig } from './cloud-config.ts';

const OUTBOUND = 'aksoutbound';

/**
 * What the controller left behind on one load balancer: objects whose name was made from a Service that no longer
 * exists. A frontend with rules of a live Service is shared, not orphaned. docs/model.md "Frontend matching".
 */
export function orphansOf(
  loadBalancer: LoadBalancer,
  liveBases: ReadonlySet<string>,
  livePools: ReadonlySet<string>,
  config: CloudConfig,
): readonly Orphan[] {
  const isDead = (name: string): boolean => {
    const base = baseNameOf(name);
    return base !== null && !liveBases.has(base);
  };
  const because = 'its name was made from a Service that does not exist any more';
  return [
    ...loadBalancer.rules
      .filter((rule) => isDead(rule.name))
      .map(({ name }) => ({ kind: 'rule' as const, name, because })),
    ...loadBalancer.probes
      .filter((probe) => isDead(probe.name))
      .map(({ name }) => ({ kind: 'probe' as const, name, because })),
    ...loadBalancer.frontends
      .filter((frontend) => isDead(frontend.name) && !hasLiveRule(loadBalancer, frontend.id, liveBases))
      .map(({ name }) => ({
        kind: 'frontend' as const,
        name,
        because: `${because}, and no live Service has a rule on it`,
      })),
    ...orphanPools(loadBalancer, livePools, config),
  ];
}

function hasLiveRule(loadBalancer: LoadBalancer, frontendId: string, liveBases: ReadonlySet<string>): boolean {
  return loadBalancer.rules.some((rule) => {
    const base = baseNameOf(rule.name);
    return rule.frontendId?.toLowerCase() === frontendId.toLowerCase() && base !== null && liveBases.has(base);
  });
}

/** With several load balancers each `Local` Service has its own pool, which stays behind when the Service goes. */
function orphanPools(
  loadBalancer: LoadBalancer,
  livePools: ReadonlySet<string>,
  config: CloudConfig,
): readonly Orphan[] {
  if (!config.multipleLoadBalancers || config.poolType !== 'ip') return [];
  const shared = new Set([config.clusterName, `${config.clusterName}-IPv6`].map((name) => name.toLowerCase()));
  const used = new Set(loadBalancer.rules.flatMap((rule) => rule.poolIds).map((id) => armName(id).toLowerCase()));
  for (const rule of loadBalancer.outboundRules) if (rule.poolId !== null) used.add(armName(rule.poolId).toLowerCase());
  return loadBalancer.pools
    .filter((pool) => {
      const name = pool.name.toLowerCase();
      return !shared.has(name) && !used.has(name) && !livePools.has(name) && !name.startsWith(OUTBOUND);
    })
    .map(({ name }) => ({
      kind: 'pool' as const,
      name,
      because: 'no rule uses it and no Local Service has this name',
    }));
}

/** Public IPs that the controller made for a Service that no longer exists; user-made ones are never orphans. */
export function orphanPublicIps(
  publicIps: readonly PublicIpAddress[],
  liveBases: ReadonlySet<string>,
  liveServices: ReadonlySet<string>,
  config: CloudConfig,
): readonly Orphan[] {
  const prefix = `${config.clusterName}-`.toLowerCase();
  return publicIps
    .filter((ip) => {
      const name = ip.name.toLowerCase();
      const base = name.startsWith(prefix) ? baseNameOf(name.slice(prefix.length)) : null;
      if (base === null || liveBases.has(base)) return false;
      return !taggedServices(ip).some((service) => liveServices.has(service));
    })
    .map(({ name }) => ({
      kind: 'public-ip' as const,
      name,
      because: 'the controller made it for a Service that does not exist any more',
    }));
}

function taggedServices(ip: PublicIpAddress): readonly string[] {
  const tag = ip.tags['k8s-azure-service'] ?? ip.tags.service ?? '';
  return tag.split(',').map((name) => name.trim());
}
