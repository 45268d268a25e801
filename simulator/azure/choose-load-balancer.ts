import type { World } from '../kernel/world.ts';
import type { Service } from '../objects/service.ts';
import { annotationOf, isInternal, listOf } from './annotations.ts';
import { SyncError } from './expected-probes.ts';
import { baseName, CLUSTER_NAME, internalName } from './names.ts';

/** With several load balancers: the one it is on, else among the eligible the one with the fewest rules. */
function chooseConfiguration(world: World, service: Service): string {
  const { loadBalancers } = world.settings;
  const named = listOf(service, 'azure-load-balancer-configurations');
  const labels = service.metadata.labels ?? {};
  const selecting = loadBalancers.filter((one) => one.serviceLabels !== undefined);
  const selected = selecting.filter((one) =>
    Object.entries(one.serviceLabels ?? {}).every(([key, value]) => labels[key] === value),
  );
  const open = loadBalancers.filter((one) => one.serviceLabels === undefined);
  let eligible = selected.length > 0 ? selected : open;
  if (named.length > 0) eligible = loadBalancers.filter((one) => named.includes(one.name));
  if (eligible.length === 0)
    throw new SyncError(
      `no load balancer configuration is eligible for the service; it asks for ${annotationOf(service, 'azure-load-balancer-configurations') ?? 'any'}`,
    );
  const suffix = (name: string) => (isInternal(service) ? internalName(name) : name);
  const rulesOn = (name: string) => world.cloud.loadBalancers.get(suffix(name))?.rules ?? [];
  const current = eligible.find((one) => rulesOn(one.name).some((rule) => rule.name.startsWith(baseName(service))));
  if (current !== undefined) return current.name;
  return eligible.reduce((best, one) => (rulesOn(one.name).length < rulesOn(best.name).length ? one : best)).name;
}

export function chooseLoadBalancer(world: World, service: Service): string {
  const name = world.settings.loadBalancers.length === 0 ? CLUSTER_NAME : chooseConfiguration(world, service);
  return isInternal(service) ? internalName(name) : name;
}
