import type { LoadBalancer, Rule } from '../../../simulator/azure/cloud.ts';
import { frontendAddress } from '../../../simulator/azure/frontends.ts';
import { ruleName } from '../../../simulator/azure/names.ts';
import type { World } from '../../../simulator/kernel/world.ts';
import { keyOf } from '../../../simulator/objects/resources.ts';
import type { Service, ServicePort } from '../../../simulator/objects/service.ts';

/** One way in: a port of a Service in one family, with the rule that takes its connections. */
export interface Route {
  readonly key: string;
  readonly service: Service;
  readonly port: ServicePort;
  readonly family: 'IPv4' | 'IPv6';
  readonly lb: LoadBalancer;
  readonly rule: Rule;
  readonly address: string;
}

export const policyOf = (service: Service): 'Cluster' | 'Local' => service.spec.externalTrafficPolicy ?? 'Cluster';

export const loadBalancerServices = (world: World): Service[] =>
  world.store.list('services').filter((service) => service.spec.type === 'LoadBalancer');

/** The rule of a port, or the one for all ports that stands for it. */
function ruleOf(service: Service, port: ServicePort, family: Route['family'], lb: LoadBalancer): Rule | undefined {
  const first = service.spec.ports[0];
  const own = ruleName(service, port.protocol, port.port, family);
  const forAll = first === undefined ? '' : ruleName(service, first.protocol, first.port, family);
  return (
    lb.rules.find((rule) => rule.name === own) ??
    lb.rules.find((rule) => rule.name === forAll && rule.protocol === 'All' && rule.frontendPort === 0)
  );
}

/** Every way into the cluster that the controller has brought up to date. */
export const routesOf = (world: World): Route[] =>
  allRoutesOf(world).filter(({ key }) => !world.cloud.failures.has(key));

/** Every way into the cluster that Azure has a rule for. */
export function allRoutesOf(world: World): Route[] {
  return loadBalancerServices(world).flatMap((service) =>
    (service.spec.ipFamilies ?? (['IPv4'] as const)).flatMap((family) =>
      service.spec.ports.flatMap((port) =>
        [...world.cloud.loadBalancers.values()].flatMap((lb): Route[] => {
          const rule = ruleOf(service, port, family, lb);
          const frontend = lb.frontends.find((one) => one.name === rule?.frontend);
          const address = frontend === undefined ? undefined : frontendAddress(world, frontend);
          if (rule === undefined || address === undefined) return [];
          return [{ key: keyOf(service), service, port, family, lb, rule, address }];
        }),
      ),
    ),
  );
}

export const nameOf = ({ key, port, family, rule }: Route): string =>
  `${key} ${port.protocol}/${port.port} ${family} (rule ${rule.name})`;
