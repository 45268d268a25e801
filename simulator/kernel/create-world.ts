import { emptyCloud } from '../azure/cloud.ts';
import { createClusterNetwork } from '../azure/load-balancers.ts';
import { emptyProbing } from '../azure/probing.ts';
import { SERVICE_LABEL } from '../control-plane/endpoint-slices.ts';
import { newMeta, put } from '../control-plane/object-life.ts';
import { RuleTable } from '../dataplane/rule-table.ts';
import { resourceNames, resources } from '../objects/resources.ts';
import { emptyTraffic } from '../traffic/traffic-state.ts';
import type { Controller } from './controller.ts';
import { ObjectStore } from './object-store.ts';
import { connectControllers } from './run-world.ts';
import { seededRandom } from './seeded-random.ts';
import type { WorldSettings } from './settings.ts';
import { TaskQueue } from './task-queue.ts';
import type { World } from './world.ts';

/** How long before its opening a cluster is built: its first events are still to be seen. */
export const BUILT_BEFORE_MS = 50 * 60_000;

function addIndexes(store: ObjectStore): void {
  for (const name of resourceNames)
    if (resources[name].namespaced) store.addIndex(name, 'namespace', (object) => object.metadata.namespace);
  store.addIndex('pods', 'node', (pod) => pod.spec.nodeName);
  const owner = (object: {
    metadata: { ownerReferences?: { uid: string; controller?: boolean | undefined }[] | undefined };
  }) => object.metadata.ownerReferences?.find((one) => one.controller)?.uid;
  store.addIndex('pods', 'owner', owner);
  store.addIndex('replicasets', 'owner', owner);
  store.addIndex('events', 'about', (event) => event.involvedObject.uid);
  store.addIndex('endpointslices', 'service', (slice) => {
    const service = slice.metadata.labels?.[SERVICE_LABEL];
    return service === undefined ? undefined : `${slice.metadata.namespace}/${service}`;
  });
}

/** A world without nodes and workloads: an API server, Azure's network, and the controllers, at the time of building. */
export function createWorld(settings: WorldSettings, seed: number, controllers: readonly Controller[]): World {
  const store = new ObjectStore();
  addIndexes(store);
  const world: World = {
    settings,
    seed,
    now: settings.startAt - BUILT_BEFORE_MS,
    random: seededRandom(seed),
    tasks: new TaskQueue(),
    controllers: new Map(controllers.map((controller) => [controller.name, controller])),
    store,
    machines: new Map(),
    machinesMade: { all: 0, byPool: new Map() },
    processes: new Map(),
    rules: new RuleTable(),
    cloud: emptyCloud(),
    probing: emptyProbing(),
    traffic: emptyTraffic(),
    journal: [],
    recommendations: new Map(),
    faults: [],
    isApiDown: false,
    denied: new Set(),
  };
  connectControllers(world);
  for (const name of ['default', 'kube-system', 'kube-public', 'kube-node-lease']) createNamespace(world, name);
  createClusterNetwork(world);
  return world;
}

export function createNamespace(world: World, name: string): void {
  if (world.store.get('namespaces', name) !== undefined) return;
  put(world, 'namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { ...newMeta(world, { name }), labels: { 'kubernetes.io/metadata.name': name } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  });
}
