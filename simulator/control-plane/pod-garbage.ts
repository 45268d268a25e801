import type { Controller } from '../kernel/controller.ts';
import { scheduleStep } from '../kernel/run-world.ts';
import type { World } from '../kernel/world.ts';
import { withCondition } from '../machines/conditions.ts';
import { forgetProcess } from '../machines/kubelet.ts';
import type { Pod } from '../objects/pod.ts';
import { keyOf } from '../objects/resources.ts';
import { toTimestamp } from '../objects/timestamps.ts';
import { put, remove } from './object-life.ts';

function collect(world: World, pod: Pod): void {
  const conditions = withCondition(pod.status.conditions, {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'DeletionByPodGC',
    message: 'PodGC: node no longer exists',
    lastTransitionTime: toTimestamp(world.now),
  });
  put(world, 'pods', { ...pod, status: { ...pod.status, phase: 'Failed', conditions } });
  remove(world, 'pods', keyOf(pod));
  forgetProcess(world, pod);
}

/** Removes the pods of a node that no longer exists, once it has been missing for the quarantine. The key is the node. */
export const orphanedPods: Controller = {
  name: 'orphaned-pods',
  latencyMs: 0,
  watches: {},
  step(world, nodeName) {
    if (world.store.get('nodes', nodeName) !== undefined) return null;
    for (const pod of world.store.indexed('pods', 'node', nodeName)) collect(world, pod);
    return null;
  },
};

/** Every twenty seconds, finds nodes that pods name and that do not exist. */
export const podGarbage: Controller = {
  name: 'pod-garbage',
  latencyMs: 0,
  watches: {},
  step(world) {
    const { podGarbagePeriodSeconds, podGarbageQuarantineSeconds } = world.settings.timings;
    for (const nodeName of world.store.indexValues('pods', 'node'))
      if (world.store.get('nodes', nodeName) === undefined)
        scheduleStep(world, orphanedPods, nodeName, podGarbageQuarantineSeconds * 1000);
    return podGarbagePeriodSeconds * 1000;
  },
};
