import { newMeta, put } from '../control-plane/object-life.ts';
import { recordEvent } from '../control-plane/record-event.ts';
import type { Controller } from '../kernel/controller.ts';
import { scheduleStep } from '../kernel/run-world.ts';
import type { World } from '../kernel/world.ts';
import { toMicroTime } from '../objects/timestamps.ts';
import { poolOf } from './add-machine.ts';
import { buildNode } from './build-node.ts';
import { kubeletRuns, type Machine } from './machine.ts';

/** From the node's first word to Ready: the network plugin has to come up. */
const NETWORK_READY_MS = 8_000;

function register(world: World, machine: Machine): void {
  const node = put(world, 'nodes', buildNode(world, machine, poolOf(world, machine.pool), false));
  put(world, 'leases', {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      ...newMeta(world, { name: machine.nodeName, namespace: 'kube-node-lease' }),
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: node.metadata.name, uid: node.metadata.uid }],
    },
    spec: { holderIdentity: machine.nodeName, leaseDurationSeconds: 40, renewTime: toMicroTime(world.now) },
  });
  recordEvent(world, node, {
    reason: 'Starting',
    message: 'Starting kubelet.',
    component: 'kubelet',
    host: machine.nodeName,
  });
}

/** A machine that comes up: its node registers, and is Ready a little later. */
export const nodeBoot: Controller = {
  name: 'node-boot',
  latencyMs: 0,
  watches: {},
  step(world, nodeName) {
    const machine = world.machines.get(nodeName);
    if (machine === undefined || !kubeletRuns(machine)) return null;
    if (world.store.get('nodes', nodeName) !== undefined) return null;
    machine.networkReadyAt = world.now + NETWORK_READY_MS;
    register(world, machine);
    scheduleStep(world, 'kubelet-heartbeat', nodeName, NETWORK_READY_MS);
    return null;
  },
};
