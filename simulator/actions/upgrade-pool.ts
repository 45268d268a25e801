import { controllerOf, remove } from '../control-plane/object-life.ts';
import { recordEvent } from '../control-plane/record-event.ts';
import type { Controller } from '../kernel/controller.ts';
import { scheduleStep } from '../kernel/run-world.ts';
import { note, type World } from '../kernel/world.ts';
import { addMachine } from '../machines/add-machine.ts';
import { isTrue } from '../machines/conditions.ts';
import type { ActionOf } from './action.ts';
import { cordon, evictAll, setPower } from './node-actions.ts';

const STEP_MS = 5_000;

/** Begins an upgrade of a pool with one surge node: for every old node a new one first, then drain, then delete. */
export function startUpgrade(world: World, { pool }: ActionOf<'upgrade'>): void {
  note(world, `upgrade of pool ${pool}`);
  for (const machine of world.machines.values()) {
    if (machine.pool !== pool || machine.power === 'gone') continue;
    const node = world.store.get('nodes', machine.nodeName);
    if (node !== undefined)
      recordEvent(world, node, {
        reason: 'Upgrade',
        message: `Upgrading node ${machine.nodeName}`,
        component: 'upgrader',
      });
  }
  scheduleStep(world, upgrades, `${pool} ${world.now}`, 0);
}

const isReady = (world: World, nodeName: string): boolean =>
  isTrue(world.store.get('nodes', nodeName)?.status.conditions, 'Ready');

/** One step of an upgrade. The key is the pool and when it began: machines older than that are to be replaced. */
export const upgrades: Controller = {
  name: 'upgrades',
  latencyMs: 0,
  watches: {},
  step(world, key) {
    const [pool = '', since = '0'] = key.split(' ');
    const present = [...world.machines.values()].filter((machine) => machine.pool === pool && machine.power !== 'gone');
    const old = present.filter((machine) => machine.createdAt < Number(since));
    const next = old[0];
    const fresh = present.filter((machine) => machine.createdAt >= Number(since));
    if (next === undefined) {
      note(world, `upgrade of pool ${pool} finished`);
      return null;
    }
    const wanted = world.settings.pools.find((one) => one.name === pool)?.count ?? 0;
    if (present.length <= wanted && fresh.length + old.length <= wanted) {
      addMachine(world, pool, world.settings.timings.nodeBootSeconds * 1000);
      return STEP_MS;
    }
    if (!fresh.every((machine) => isReady(world, machine.nodeName))) return STEP_MS;
    const node = world.store.get('nodes', next.nodeName);
    if (node !== undefined && node.spec.unschedulable !== true) {
      recordEvent(world, node, { reason: 'Drain', message: `Draining node: ${next.nodeName}`, component: 'upgrader' });
      cordon(world, next);
    }
    const held = evictAll(world, next.nodeName);
    const left = world.store
      .indexed('pods', 'node', next.nodeName)
      .some((pod) => controllerOf(pod)?.kind !== 'DaemonSet');
    if (held > 0 || left) return STEP_MS;
    setPower(world, next, 'gone');
    remove(world, 'nodes', next.nodeName);
    remove(world, 'leases', `kube-node-lease/${next.nodeName}`);
    return STEP_MS;
  },
};
