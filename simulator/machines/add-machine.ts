import { randomUuid } from '../kernel/random-names.ts';
import { scheduleStep } from '../kernel/run-world.ts';
import { hashString } from '../kernel/seeded-random.ts';
import type { PoolSettings } from '../kernel/settings.ts';
import { note, type World } from '../kernel/world.ts';
import { machineAddress, machineAddress6 } from './addresses.ts';
import { type Machine, nodeNameOf } from './machine.ts';

export const poolOf = (world: World, name: string): PoolSettings => {
  const pool = world.settings.pools.find((one) => one.name === name);
  if (pool === undefined) {
    const known = world.settings.pools.map((one) => one.name).join(', ');
    throw new Error(`there is no node pool ${name}; there are ${known}`);
  }
  return pool;
};

/** The scale set of a pool: AKS puts eight digits in its name. */
export const scaleSetOf = (world: World, pool: string): string =>
  `aks-${pool}-${`${hashString(`${world.settings.cluster}/${pool}`) % 90_000_000}`.padStart(8, '1')}-vmss`;

/** Asks Azure for one more machine of a pool; its node is Ready after the boot time. */
export function addMachine(world: World, poolName: string, bootMs: number): Machine {
  const pool = poolOf(world, poolName);
  const scaleSet = scaleSetOf(world, pool.name);
  const index = world.machinesMade.all++;
  const instanceId = world.machinesMade.byPool.get(pool.name) ?? 0;
  world.machinesMade.byPool.set(pool.name, instanceId + 1);
  const machine: Machine = {
    nodeName: nodeNameOf(scaleSet, instanceId),
    pool: pool.name,
    scaleSet,
    instanceId,
    vmId: randomUuid(world.random),
    zone: pool.zones[instanceId % Math.max(1, pool.zones.length)] ?? null,
    ip: machineAddress(index),
    ipv6: world.settings.ipFamilies.includes('IPv6') ? machineAddress6(index) : null,
    podNetwork: index,
    spot: pool.spot,
    createdAt: world.now,
    power: 'running',
    kubelet: 'running',
    kubeletReady: true,
    kubeProxy: 'running',
    heldRules: null,
    platform: null,
    networkReadyAt: Number.POSITIVE_INFINITY,
    podAddresses: 0,
    outbound: [],
  };
  world.machines.set(machine.nodeName, machine);
  scheduleStep(world, 'node-boot', machine.nodeName, bootMs);
  note(world, `machine ${machine.nodeName} asked for in pool ${pool.name}`);
  return machine;
}
