import { type SeededRandom, seededRandom } from '../cluster/seeded-random.ts';
import type { ArmLoadBalancer } from '../wire/arm-objects.ts';
import type { WrittenWorld } from './raw-world.ts';

/** The same world as another API server might print it: lists in another order, ARM ids in another letter case. */
export function shuffledWorld(world: WrittenWorld, seed: number): WrittenWorld {
  const random = seededRandom(seed);
  return {
    ...world,
    nodes: shuffled(world.nodes, random),
    leases: shuffled(world.leases, random),
    endpointSlices: shuffled(world.endpointSlices, random).map((slice) => ({
      ...slice,
      endpoints: shuffled(slice.endpoints ?? [], random),
    })),
    loadBalancers: world.loadBalancers.map((loadBalancer) => shuffledLoadBalancer(loadBalancer, random)),
    publicIPAddresses: shuffled(world.publicIPAddresses, random).map((ip) => ({ ...ip, id: ip.id.toUpperCase() })),
  };
}

function shuffledLoadBalancer(loadBalancer: ArmLoadBalancer, random: SeededRandom): ArmLoadBalancer {
  const { properties } = loadBalancer;
  return {
    ...loadBalancer,
    properties: {
      ...properties,
      frontendIPConfigurations: shuffled(properties.frontendIPConfigurations, random),
      loadBalancingRules: shuffled(properties.loadBalancingRules, random).map((rule) => ({
        ...rule,
        properties: {
          ...rule.properties,
          backendAddressPool: upperCase(rule.properties.backendAddressPool),
          backendAddressPools: rule.properties.backendAddressPools.map(upperCase),
          frontendIPConfiguration: upperCase(rule.properties.frontendIPConfiguration),
          ...(rule.properties.probe ? { probe: upperCase(rule.properties.probe) } : {}),
        },
      })),
      probes: shuffled(properties.probes, random),
      backendAddressPools: shuffled(properties.backendAddressPools, random).map((pool) => ({
        ...pool,
        properties: {
          ...pool.properties,
          backendIPConfigurations: shuffled(pool.properties.backendIPConfigurations, random).map(upperCase),
        },
      })),
    },
  };
}

function upperCase(reference: { readonly id: string }): { readonly id: string } {
  return { id: reference.id.toUpperCase() };
}

function shuffled<T>(items: readonly T[], random: SeededRandom): readonly T[] {
  const left = [...items];
  const mixed: T[] = [];
  while (left.length > 0) mixed.push(...left.splice(random.below(left.length), 1));
  return mixed;
}
