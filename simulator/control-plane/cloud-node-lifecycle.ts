import type { Controller } from '../kernel/controller.ts';
import { note } from '../kernel/world.ts';
import { conditionOf } from '../machines/conditions.ts';
import { toTimestamp } from '../objects/timestamps.ts';
import { put, remove } from './object-life.ts';
import { recordEvent } from './record-event.ts';

const SHUTDOWN = 'node.cloudprovider.kubernetes.io/shutdown';

/** Looks after nodes that are not Ready: deletes those whose machine Azure no longer has, marks those it has stopped. */
export const cloudNodeLifecycle: Controller = {
  name: 'cloud-node-lifecycle',
  latencyMs: 0,
  watches: {},
  step(world) {
    for (const node of world.store.list('nodes')) {
      if (conditionOf(node.status.conditions, 'Ready')?.status === 'True') continue;
      const { name } = node.metadata;
      const machine = world.machines.get(name);
      if (machine === undefined || machine.power === 'gone') {
        const message = `Deleting node ${name} because it does not exist in the cloud provider`;
        recordEvent(world, node, { reason: 'DeletingNode', message, component: 'cloud-node-lifecycle-controller' });
        remove(world, 'nodes', name);
        remove(world, 'leases', `kube-node-lease/${name}`);
        note(world, `node ${name} deleted: no machine`);
      } else if (machine.power === 'deallocated' && !node.spec.taints?.some((taint) => taint.key === SHUTDOWN)) {
        const taint = { key: SHUTDOWN, effect: 'NoSchedule' as const, timeAdded: toTimestamp(world.now) };
        put(world, 'nodes', { ...node, spec: { ...node.spec, taints: [...(node.spec.taints ?? []), taint] } });
      }
    }
    return world.settings.timings.cloudNodePeriodSeconds * 1000;
  },
};
