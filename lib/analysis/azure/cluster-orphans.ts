import type { Orphan } from '../../report/load-balancer-report.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { orphanPublicIps, orphansOf } from './orphans.ts';

/** Orphans by load balancer name; public IPs under the empty name. Empty while the Services are not loaded. */
export function clusterOrphans(
  model: ClusterModel,
  services: readonly ServiceModel[],
): ReadonlyMap<string, readonly Orphan[]> {
  const orphans = new Map<string, readonly Orphan[]>();
  const { kubernetes, azure } = model.snapshot;
  if (kubernetes.services === null) return orphans;
  const bases = new Set(services.map((service) => service.base));
  const keys = new Set(services.map((service) => service.key));
  const pools = new Set(
    services
      .filter((service) => service.service.externalTrafficPolicy === 'Local')
      .flatMap(({ service }) => {
        const name = `${service.namespace}-${service.name}`.toLowerCase();
        return [name, `${name}-ipv6`];
      }),
  );
  for (const balancer of azure.loadBalancers ?? []) {
    const own = orphansOf(balancer, bases, pools, model.config);
    if (own.length > 0) orphans.set(balancer.name, inNameOrder(own));
  }
  const ips = orphanPublicIps(azure.publicIPAddresses ?? [], bases, keys, model.config);
  if (ips.length > 0) orphans.set('', inNameOrder(ips));
  return orphans;
}

function inNameOrder(orphans: readonly Orphan[]): readonly Orphan[] {
  return orphans.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
