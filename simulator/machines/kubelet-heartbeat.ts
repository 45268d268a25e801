import { change } from '../control-plane/object-life.ts';
import type { Controller } from '../kernel/controller.ts';
import { fractionOf } from '../kernel/seeded-random.ts';
import type { World } from '../kernel/world.ts';
import type { Node } from '../objects/node.ts';
import { fromTimestamp, toMicroTime, toTimestamp } from '../objects/timestamps.ts';
import { readyCondition } from './build-node.ts';
import { conditionOf, withCondition } from './conditions.ts';
import { kubeletRuns, type Machine } from './machine.ts';

const HEARTBEAT_TYPES = new Set(['MemoryPressure', 'DiskPressure', 'PIDPressure']);

const isKubeletReady = (world: World, machine: Machine): boolean =>
  machine.kubeletReady && world.now >= machine.networkReadyAt;

function withHeartbeat(world: World, machine: Machine, node: Node): Node {
  const at = toTimestamp(world.now);
  const renewed = (node.status.conditions ?? []).map((condition) => {
    if (!HEARTBEAT_TYPES.has(condition.type)) return condition;
    const recovered = condition.status === 'Unknown';
    return {
      ...condition,
      status: 'False',
      lastHeartbeatTime: at,
      ...(recovered ? { lastTransitionTime: at, reason: 'KubeletRecovered', message: 'kubelet reports again' } : {}),
    };
  });
  return {
    ...node,
    status: { ...node.status, conditions: withCondition(renewed, readyCondition(isKubeletReady(world, machine), at)) },
  };
}

/** Whether the node status says something else than the kubelet would say, or was not said for long. */
function isStatusDue(world: World, machine: Machine, node: Node): boolean {
  const ready = conditionOf(node.status.conditions, 'Ready');
  if (ready?.status !== (isKubeletReady(world, machine) ? 'True' : 'False')) return true;
  const age = world.now - fromTimestamp(ready.lastHeartbeatTime);
  return age >= world.settings.timings.nodeStatusSeconds * 1000;
}

/** A living kubelet: renews the lease every ten seconds and writes the node status now and then. */
export const kubeletHeartbeat: Controller = {
  name: 'kubelet-heartbeat',
  latencyMs: 0,
  watches: {},
  step(world, nodeName) {
    const machine = world.machines.get(nodeName);
    if (machine === undefined || !kubeletRuns(machine)) return null;
    const node = world.store.get('nodes', nodeName);
    if (node === undefined) return null;
    change(world, 'leases', `kube-node-lease/${nodeName}`, (lease) => ({
      ...lease,
      spec: { ...lease.spec, renewTime: toMicroTime(world.now) },
    }));
    if (isStatusDue(world, machine, node)) world.store.put('nodes', withHeartbeat(world, machine, node), world.now);
    // While the cluster is being built, time jumps: the opening starts the beat.
    if (world.probing.isSettling) return null;
    const period = world.settings.timings.leaseRenewSeconds * 1000;
    const jitter = fractionOf(`${world.seed}/${nodeName}/${world.now}`) * 0.04 * period;
    return Math.round(period + jitter);
  },
};
