import type { Controller } from '../kernel/controller.ts';
import { hashString } from '../kernel/seeded-random.ts';
import type { World } from '../kernel/world.ts';
import type { Pod } from '../objects/pod.ts';
import type { StatefulSet } from '../objects/workload.ts';
import { controllerOf, put, requestDeletion } from './object-life.ts';
import { activePodsOf, availableAt, createPod, isReady, nextAvailable } from './pods-of.ts';

const REVISION_LABEL = 'controller-revision-hash';

const revisionOf = (set: StatefulSet): string =>
  `${set.metadata.name}-${hashString(JSON.stringify(set.spec.template)).toString(16)}`;

const ordinalOf = (pod: Pod): number => Number(/-(\d+)$/.exec(pod.metadata.name)?.[1] ?? -1);

const stop = (world: World, pod: Pod): void => {
  requestDeletion(world, 'pods', pod, pod.spec.nodeName === undefined ? 0 : pod.spec.terminationGracePeriodSeconds);
};

/** One step in order: add the lowest missing, take the highest surplus, or replace the highest outdated; never two at once. */
function keepOrder(world: World, set: StatefulSet): void {
  const all = world.store.indexed('pods', 'owner', set.metadata.uid);
  const active = activePodsOf(world, set);
  const parallel = set.spec.podManagementPolicy === 'Parallel';
  const names = new Set(all.map((pod) => pod.metadata.name));
  for (let ordinal = 0; ordinal < set.spec.replicas; ordinal++) {
    const name = `${set.metadata.name}-${ordinal}`;
    if (!names.has(name)) {
      const extraLabels = { [REVISION_LABEL]: revisionOf(set), 'apps.kubernetes.io/pod-index': `${ordinal}` };
      createPod(world, set, set.spec.template, { name, extraLabels });
      if (!parallel) return;
      continue;
    }
    const pod = active.find((one) => one.metadata.name === name);
    if (!parallel && (pod === undefined || !isReady(pod))) return;
  }
  const surplus = active.filter((pod) => ordinalOf(pod) >= set.spec.replicas);
  const last = [...surplus].sort((a, b) => ordinalOf(b) - ordinalOf(a))[0];
  if (last !== undefined) {
    stop(world, last);
    return;
  }
  const outdated = active.filter((pod) => pod.metadata.labels?.[REVISION_LABEL] !== revisionOf(set));
  const next = [...outdated].sort((a, b) => ordinalOf(b) - ordinalOf(a))[0];
  if (next !== undefined && all.every((pod) => pod.metadata.deletionTimestamp === undefined)) stop(world, next);
}

/** Pods with names of their own, made and replaced in order. */
export const statefulSets: Controller = {
  name: 'stateful-sets',
  latencyMs: 15,
  watches: {
    statefulsets: (_world, change) => (change.type === 'DELETED' ? [] : [change.key]),
    pods: (_world, change) => {
      const owner = controllerOf(change.object);
      return owner?.kind === 'StatefulSet' ? [`${change.object.metadata.namespace}/${owner.name}`] : [];
    },
  },
  step(world, key) {
    const set = world.store.get('statefulsets', key);
    if (set === undefined || set.metadata.deletionTimestamp !== undefined) return null;
    keepOrder(world, set);
    const pods = activePodsOf(world, set);
    const seconds = set.spec.minReadySeconds ?? 0;
    put(world, 'statefulsets', {
      ...set,
      status: {
        ...set.status,
        observedGeneration: set.metadata.generation,
        replicas: pods.length,
        readyReplicas: pods.filter(isReady).length,
        availableReplicas: pods.filter((pod) => availableAt(pod, seconds) <= world.now).length,
        updatedReplicas: pods.filter((pod) => pod.metadata.labels?.[REVISION_LABEL] === revisionOf(set)).length,
        currentRevision: revisionOf(set),
        updateRevision: revisionOf(set),
      },
    });
    return nextAvailable(world, pods, seconds);
  },
};
