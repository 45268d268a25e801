import type { Controller } from '../kernel/controller.ts';
import type { World } from '../kernel/world.ts';
import { conditionOf, withCondition } from '../machines/conditions.ts';
import type { Node, Taint } from '../objects/node.ts';
import { keyOf } from '../objects/resources.ts';
import { fromTimestamp, toTimestamp } from '../objects/timestamps.ts';
import { put } from './object-life.ts';
import { isReady } from './pods-of.ts';
import { recordEvent } from './record-event.ts';

export const UNREACHABLE = 'node.kubernetes.io/unreachable';
export const NOT_READY = 'node.kubernetes.io/not-ready';
const CORDONED = 'node.kubernetes.io/unschedulable';

function silence(world: World, node: Node): Node {
  const at = toTimestamp(world.now);
  const conditions = (node.status.conditions ?? []).map((condition) =>
    condition.type === 'VMEventScheduled'
      ? condition
      : {
          ...condition,
          status: 'Unknown',
          lastTransitionTime: at,
          reason: 'NodeStatusUnknown',
          message: 'Kubelet stopped posting node status.',
        },
  );
  recordEvent(world, node, {
    reason: 'NodeNotReady',
    message: `Node ${node.metadata.name} status is now: NodeNotReady`,
    component: 'node-controller',
  });
  return put(world, 'nodes', { ...node, status: { ...node.status, conditions } });
}

/** A node that fell silent takes its pods along: they are not ready from the same moment on. */
function markPodsNotReady(world: World, node: Node): void {
  for (const pod of world.store.indexed('pods', 'node', node.metadata.name)) {
    if (!isReady(pod)) continue;
    const conditions = withCondition(pod.status.conditions, {
      type: 'Ready',
      status: 'False',
      lastTransitionTime: toTimestamp(world.now),
    });
    put(world, 'pods', { ...pod, status: { ...pod.status, conditions } });
    recordEvent(world, pod, {
      type: 'Warning',
      reason: 'NodeNotReady',
      message: 'Node is not ready',
      component: 'node-controller',
    });
  }
}

/** The taints that follow from the Ready condition and from a cordon. */
function conditionTaints(world: World, node: Node): Node {
  const ready = conditionOf(node.status.conditions, 'Ready')?.status;
  const wanted: Taint[] = [];
  const known = node.spec.taints ?? [];
  const add = (key: string, effect: Taint['effect']) => {
    const had = known.find((taint) => taint.key === key && taint.effect === effect);
    wanted.push(had ?? { key, effect, timeAdded: toTimestamp(world.now) });
  };
  if (node.spec.unschedulable === true) add(CORDONED, 'NoSchedule');
  if (ready === 'Unknown') for (const effect of ['NoSchedule', 'NoExecute'] as const) add(UNREACHABLE, effect);
  if (ready === 'False') for (const effect of ['NoSchedule', 'NoExecute'] as const) add(NOT_READY, effect);
  const other = known.filter((taint) => ![UNREACHABLE, NOT_READY, CORDONED].includes(taint.key));
  const taints = [...other, ...wanted];
  return { ...node, spec: { ...node.spec, taints: taints.length === 0 ? undefined : taints } };
}

/** Finds silent nodes by their leases, every five seconds. */
export const nodeMonitor: Controller = {
  name: 'node-monitor',
  latencyMs: 0,
  watches: {},
  step(world) {
    const { nodeMonitorGraceSeconds, nodeMonitorPeriodSeconds } = world.settings.timings;
    for (const lease of world.store.list('leases')) {
      if (world.now - fromTimestamp(lease.spec.renewTime) <= nodeMonitorGraceSeconds * 1000) continue;
      const node = world.store.get('nodes', lease.metadata.name);
      if (node === undefined || conditionOf(node.status.conditions, 'Ready')?.status === 'Unknown') continue;
      markPodsNotReady(world, silence(world, node));
    }
    return nodeMonitorPeriodSeconds * 1000;
  },
};

/** Keeps a node's taints in step with its conditions. */
export const nodeTaints: Controller = {
  name: 'node-taints',
  latencyMs: 15,
  watches: { nodes: (_world, change) => (change.type === 'DELETED' ? [] : [keyOf(change.object)]) },
  step(world, key) {
    const node = world.store.get('nodes', key);
    if (node !== undefined) put(world, 'nodes', conditionTaints(world, node));
    return null;
  },
};
