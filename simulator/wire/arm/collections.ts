import { loadBalancerToArm } from '../../azure/to-arm-load-balancer.ts';
import { groupToArm, publicIpToArm } from '../../azure/to-arm-network.ts';
import type { World } from '../../kernel/world.ts';
import { scaleSetOf } from '../../machines/add-machine.ts';
import { sameName } from './arm-paths.ts';
import { machinesOf, machineToArm, nicToArm, scaleSetToArm } from './compute-bodies.ts';
import { managedClusterToArm } from './managed-cluster-body.ts';

export interface Named {
  readonly name: string;
  /** Machines of a scale set are asked for by number. */
  readonly instanceId?: string;
}

export const isNamed = (one: Named, name: string): boolean => sameName(one.name, name) || one.instanceId === name;

/** A kind of resource as a list; `home` says in which group it lives. */
export interface Collection {
  readonly home: 'node' | 'cluster';
  readonly list: (world: World) => Named[];
}

/** Top-level resources, by their type in lower case. */
export const collections: Readonly<Record<string, Collection>> = {
  'microsoft.network/loadbalancers': {
    home: 'node',
    list: (world) => [...world.cloud.loadBalancers.values()].map((lb) => loadBalancerToArm(world, lb)),
  },
  'microsoft.network/publicipaddresses': {
    home: 'node',
    list: (world) => [...world.cloud.publicIps.values()].map((ip) => publicIpToArm(world, ip)),
  },
  'microsoft.network/networksecuritygroups': {
    home: 'node',
    list: (world) => [...world.cloud.securityGroups.values()].map((group) => groupToArm(world, group)),
  },
  'microsoft.network/networkinterfaces': { home: 'node', list: () => [] },
  'microsoft.network/privatelinkservices': { home: 'node', list: () => [] },
  'microsoft.compute/virtualmachinescalesets': {
    home: 'node',
    list: (world) => world.settings.pools.map((pool) => scaleSetToArm(world, pool)),
  },
  'microsoft.compute/virtualmachines': { home: 'node', list: () => [] },
  'microsoft.containerservice/managedclusters': { home: 'cluster', list: (world) => [managedClusterToArm(world)] },
};

/** Resources below another, by type; null when the parent does not exist. */
export function childList(world: World, type: string, names: readonly string[], expand: boolean): Named[] | null {
  const [parent = ''] = names;
  const scaleSet = world.settings.pools
    .map((pool) => scaleSetOf(world, pool.name))
    .find((name) => name.toLowerCase() === parent.toLowerCase());
  switch (type) {
    case 'microsoft.compute/virtualmachinescalesets/virtualmachines':
      return scaleSet === undefined
        ? null
        : machinesOf(world, scaleSet).map((machine) => machineToArm(world, machine, expand));
    case 'microsoft.compute/virtualmachinescalesets/networkinterfaces':
      return scaleSet === undefined ? null : machinesOf(world, scaleSet).map((machine) => nicToArm(world, machine));
    case 'microsoft.compute/virtualmachinescalesets/virtualmachines/networkinterfaces': {
      if (scaleSet === undefined) return null;
      return machinesOf(world, scaleSet)
        .filter((machine) => `${machine.instanceId}` === names[1])
        .map((machine) => nicToArm(world, machine));
    }
    case 'microsoft.containerservice/managedclusters/agentpools': {
      const cluster = managedClusterToArm(world);
      return cluster.properties.agentPoolProfiles.map(({ name, ...properties }) => ({
        id: `${cluster.id}/agentPools/${name}`,
        name,
        type: 'Microsoft.ContainerService/managedClusters/agentPools',
        properties,
      }));
    }
    default:
      return null;
  }
}
