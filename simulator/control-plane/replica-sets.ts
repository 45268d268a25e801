import type { Controller } from '../kernel/controller.ts';
import type { World } from '../kernel/world.ts';
import type { Pod } from '../objects/pod.ts';
import { fromTimestamp } from '../objects/timestamps.ts';
import type { ReplicaSet } from '../objects/workload.ts';
import { controllerOf, put, requestDeletion } from './object-life.ts';
import { activePodsOf, availableAt, createPod, isReady, isTerminating, nextAvailable } from './pods-of.ts';
import { recordEvent } from './record-event.ts';

/** Which pods go first when there are too many: unplaced, not ready, most crowded node, youngest. */
function byLeastWanted(world: World, pods: readonly Pod[], owner: ReplicaSet): Pod[] {
  const crowd = new Map<string, number>();
  const deployment = controllerOf(owner)?.uid;
  for (const pod of pods) crowd.set(pod.spec.nodeName ?? '', (crowd.get(pod.spec.nodeName ?? '') ?? 0) + 1);
  // Siblings of other revisions count too: they crowd a node just as much.
  if (deployment !== undefined)
    for (const sibling of world.store.indexed('replicasets', 'owner', deployment)) {
      if (sibling.metadata.uid === owner.metadata.uid) continue;
      for (const pod of activePodsOf(world, sibling)) {
        const node = pod.spec.nodeName ?? '';
        if (crowd.has(node)) crowd.set(node, (crowd.get(node) ?? 0) + 1);
      }
    }
  const rank = (pod: Pod): readonly number[] => [
    pod.spec.nodeName === undefined ? 0 : 1,
    isReady(pod) ? 1 : 0,
    -(crowd.get(pod.spec.nodeName ?? '') ?? 0),
    -fromTimestamp(pod.metadata.creationTimestamp),
  ];
  return pods
    .map((pod) => ({ pod, rank: rank(pod) }))
    .sort((a, b) => {
      const index = a.rank.findIndex((value, place) => value !== b.rank[place]);
      return index < 0 ? 0 : (a.rank[index] ?? 0) - (b.rank[index] ?? 0);
    })
    .map((ranked) => ranked.pod);
}

function keepCount(world: World, set: ReplicaSet, pods: readonly Pod[]): void {
  const missing = set.spec.replicas - pods.length;
  for (let index = 0; index < missing; index++) {
    const pod = createPod(world, set, set.spec.template);
    const message = `Created pod: ${pod.metadata.name}`;
    recordEvent(world, set, { reason: 'SuccessfulCreate', message, component: 'replicaset-controller' });
  }
  if (missing >= 0) return;
  for (const pod of byLeastWanted(world, pods, set).slice(0, -missing)) {
    requestDeletion(world, 'pods', pod, pod.spec.nodeName === undefined ? 0 : pod.spec.terminationGracePeriodSeconds);
    const message = `Deleted pod: ${pod.metadata.name}`;
    recordEvent(world, set, { reason: 'SuccessfulDelete', message, component: 'replicaset-controller' });
  }
}

const ownerKey = (world: World, pod: Pod): string[] => {
  const owner = controllerOf(pod);
  const key = `${pod.metadata.namespace}/${owner?.name}`;
  return owner?.kind === 'ReplicaSet' && world.store.get('replicasets', key) !== undefined ? [key] : [];
};

/** Keeps as many pods as a ReplicaSet wants, and counts them. */
export const replicaSets: Controller = {
  name: 'replica-sets',
  latencyMs: 10,
  watches: {
    replicasets: (_world, change) => (change.type === 'DELETED' ? [] : [change.key]),
    pods: (world, change) => ownerKey(world, change.object),
  },
  step(world, key) {
    const set = world.store.get('replicasets', key);
    if (set === undefined) return null;
    const before = activePodsOf(world, set);
    if (set.metadata.deletionTimestamp === undefined) keepCount(world, set, before);
    const pods = activePodsOf(world, set);
    const seconds = set.spec.minReadySeconds ?? 0;
    const ready = pods.filter(isReady).length;
    const available = pods.filter((pod) => availableAt(pod, seconds) <= world.now).length;
    put(world, 'replicasets', {
      ...set,
      status: {
        ...set.status,
        observedGeneration: set.metadata.generation,
        replicas: pods.length,
        fullyLabeledReplicas: pods.length,
        readyReplicas: ready,
        availableReplicas: available,
        terminatingReplicas: world.store.indexed('pods', 'owner', set.metadata.uid).filter(isTerminating).length,
      },
    });
    return nextAvailable(world, pods, seconds);
  },
};
