import type { PoolModel } from '../cluster/pool-model.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import type { ClusterFacts } from './finding-rule.ts';

export interface IngressPool {
  readonly pool: PoolModel;
  readonly ports: readonly { readonly service: ServiceModel; readonly port: PortModel }[];
}

/** Pools that rules of live Services use, with those rules. */
export function ingressPools(facts: ClusterFacts): readonly IngressPool[] {
  const pools = new Map<PoolModel, { service: ServiceModel; port: PortModel }[]>();
  for (const service of facts.services) {
    for (const port of service.ports) {
      if (port.state !== 'present' || port.pool.id === 'none') continue;
      const ports = pools.get(port.pool);
      if (ports) ports.push({ service, port });
      else pools.set(port.pool, [{ service, port }]);
    }
  }
  return [...pools].map(([pool, ports]) => ({ pool, ports }));
}
