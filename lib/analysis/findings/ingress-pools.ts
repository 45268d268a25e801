import type { PoolModel } from '../cluster/pool-model.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import type { IngressPool } from './finding-rule.ts';

/** Pools that rules of these Services use, with those rules. A pool that does not resolve is left out. */
export function ingressPools(services: readonly ServiceModel[]): readonly IngressPool[] {
  const pools = new Map<PoolModel, { service: ServiceModel; port: PortModel }[]>();
  for (const service of services) {
    for (const port of service.ports) {
      if (port.state !== 'present' || port.pool.id === 'none') continue;
      const ports = pools.get(port.pool);
      if (ports) ports.push({ service, port });
      else pools.set(port.pool, [{ service, port }]);
    }
  }
  return [...pools].map(([pool, ports]) => ({ pool, ports }));
}
