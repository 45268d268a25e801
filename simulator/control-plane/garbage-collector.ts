import type { Controller } from '../kernel/controller.ts';
import type { StoreChange } from '../kernel/object-store.ts';
import type { World } from '../kernel/world.ts';
import { keyOf, resourceNames, resources } from '../objects/resources.ts';
import { requestDeletion } from './object-life.ts';

const gone = (_world: World, change: StoreChange): string[] =>
  change.type === 'DELETED' ? [change.object.metadata.uid] : [];

/** Deletes what a deleted object owned. The key is its uid. */
export const garbageCollector: Controller = {
  name: 'garbage-collector',
  latencyMs: 30,
  watches: { deployments: gone, replicasets: gone, statefulsets: gone, daemonsets: gone },
  step(world, uid) {
    for (const set of world.store.indexed('replicasets', 'owner', uid)) requestDeletion(world, 'replicasets', set, 0);
    for (const pod of world.store.indexed('pods', 'owner', uid)) {
      const grace = pod.spec.nodeName === undefined ? 0 : pod.spec.terminationGracePeriodSeconds;
      requestDeletion(world, 'pods', pod, grace);
    }
    return null;
  },
};

/** Empties a deleted namespace. */
export const namespaceCleanup: Controller = {
  name: 'namespace-cleanup',
  latencyMs: 30,
  watches: { namespaces: (_world, change) => (change.type === 'DELETED' ? [change.key] : []) },
  step(world, namespace) {
    for (const resource of resourceNames) {
      if (!resources[resource].namespaced) continue;
      for (const object of world.store.indexed(resource, 'namespace', namespace))
        if (world.store.get(resource, keyOf(object)) !== undefined) requestDeletion(world, resource, object, 0);
    }
    return null;
  },
};
