import { evaluateProbe } from '../../../simulator/azure/evaluate-probe.ts';
import type { World } from '../../../simulator/kernel/world.ts';
import { isShut } from './network-faults.ts';
import { isProxyProbe } from './node-truth.ts';
import type { Route } from './routes.ts';

/**
 * Whether chance decides what the probe of some node meets: it is spread over pods of which only some answer. A prober
 * that sticks to one pod of each node has met its chance already.
 */
export function isProbeRandom(world: World, route: Route): boolean {
  const { lb, rule } = route;
  const probe = lb.probes.find(({ name }) => name === rule.probe);
  if (probe === undefined) return false;
  // A rule for all ports has the probe of one of them.
  const isSomeShut = route.service.spec.ports.some((port) => isShut(world, { ...route, port }));
  if (!isProxyProbe(world, route) && isSomeShut) return true;
  const members = lb.pools.find((pool) => pool.name === rule.pool)?.members ?? [];
  return members.some(
    ({ nodeName }) => evaluateProbe(world, probe, world.machines.get(nodeName), 0, new Map()).isRandom,
  );
}
