import type { Controller } from '../kernel/controller.ts';
import type { World } from '../kernel/world.ts';
import { conditionOf, withCondition } from '../machines/conditions.ts';
import type { Pod } from '../objects/pod.ts';
import { keyOf } from '../objects/resources.ts';
import { toTimestamp } from '../objects/timestamps.ts';
import { chooseNode } from './choose-node.ts';
import { put } from './object-life.ts';
import { recordEvent } from './record-event.ts';

const RETRY_MS = 10_000;

const isWaiting = (pod: Pod): boolean =>
  pod.spec.nodeName === undefined &&
  pod.metadata.deletionTimestamp === undefined &&
  pod.spec.schedulerName === 'default-scheduler';

/** Puts a pod on a node: what the binding of the scheduler does. */
export function bindPod(world: World, pod: Pod, nodeName: string): void {
  const at = toTimestamp(world.now);
  const conditions = withCondition(pod.status.conditions, {
    type: 'PodScheduled',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: at,
    reason: undefined,
    message: undefined,
  });
  put(world, 'pods', { ...pod, spec: { ...pod.spec, nodeName }, status: { ...pod.status, conditions } });
  const message = `Successfully assigned ${keyOf(pod)} to ${nodeName}`;
  recordEvent(world, pod, { reason: 'Scheduled', message, component: 'default-scheduler' });
}

function reject(world: World, pod: Pod, message: string): void {
  const known = conditionOf(pod.status.conditions, 'PodScheduled');
  if (known?.message === message) return;
  const conditions = withCondition(pod.status.conditions, {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message,
    lastProbeTime: null,
    lastTransitionTime: toTimestamp(world.now),
  });
  put(world, 'pods', { ...pod, status: { ...pod.status, conditions } });
  recordEvent(world, pod, { type: 'Warning', reason: 'FailedScheduling', message, component: 'default-scheduler' });
}

/** Gives waiting pods a node: taints, affinity, anti-affinity and spread; and tries again when there is none. */
export const scheduler: Controller = {
  name: 'scheduler',
  latencyMs: 5,
  watches: {
    pods: (_world, change) => (change.type === 'ADDED' && isWaiting(change.object) ? [change.key] : []),
  },
  step(world, key) {
    const pod = world.store.get('pods', key);
    if (pod === undefined || !isWaiting(pod)) return null;
    const placement = chooseNode(world, pod);
    if (placement.ok) {
      bindPod(world, pod, placement.node);
      return null;
    }
    reject(world, pod, placement.message);
    return RETRY_MS;
  },
};
