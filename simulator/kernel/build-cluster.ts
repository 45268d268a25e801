import { put } from '../control-plane/object-life.ts';
import { addMachine } from '../machines/add-machine.ts';
import { toMicroTime } from '../objects/timestamps.ts';
import { periodic } from './controllers.ts';
import { createFromManifest } from './create-from-manifest.ts';
import { advance, scheduleStep } from './run-world.ts';
import { fractionOf } from './seeded-random.ts';
import { systemManifests } from './system-manifests.ts';
import type { World } from './world.ts';

const NODES_READY_MS = 12_000;
const SETTLED_MS = 180_000;

export type Manifest = Readonly<Record<string, unknown>> & {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & {
    readonly name: string;
    readonly namespace?: string | undefined;
  };
};

/** From now on time counts: leases are fresh, and the controllers that look around by themselves begin to. */
function open(world: World): void {
  world.probing.isSettling = false;
  world.now = world.settings.startAt;
  const period = world.settings.timings.leaseRenewSeconds * 1000;
  for (const machine of world.machines.values()) {
    const age = Math.floor(fractionOf(`${world.seed}/lease/${machine.nodeName}`) * period);
    const lease = world.store.get('leases', `kube-node-lease/${machine.nodeName}`);
    if (lease !== undefined)
      put(world, 'leases', { ...lease, spec: { ...lease.spec, renewTime: toMicroTime(world.now - age) } });
    scheduleStep(world, 'kubelet-heartbeat', machine.nodeName, period - age);
  }
  for (const controller of periodic) {
    const delay = Math.floor(fractionOf(`${world.seed}/${controller.name}`) * 5_000);
    scheduleStep(world, controller, '', delay);
  }
}

/** Builds the cluster, lets it come to rest, and opens it at its start time. */
export function buildCluster(world: World, manifests: readonly Manifest[]): void {
  world.probing.isSettling = true;
  for (const pool of world.settings.pools)
    for (let index = 0; index < pool.count; index++) addMachine(world, pool.name, 0);
  advance(world, world.now + NODES_READY_MS);
  const system = world.settings.systemPods ? systemManifests : [];
  for (const manifest of [...system, ...manifests]) createFromManifest(world, manifest);
  advance(world, world.now + SETTLED_MS);
  world.journal.length = 0;
  open(world);
}
