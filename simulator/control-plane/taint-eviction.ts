import type { Controller } from '../kernel/controller.ts';
import type { Node, Taint } from '../objects/node.ts';
import type { Pod } from '../objects/pod.ts';
import { fromTimestamp } from '../objects/timestamps.ts';
import { requestDeletion } from './object-life.ts';
import { recordEvent } from './record-event.ts';
import { tolerates } from './schedule-filters.ts';

/** Until when a pod tolerates a NoExecute taint, milliseconds; infinity for ever. */
function toleratedUntil(pod: Pod, taint: Taint): number {
  const since = fromTimestamp(taint.timeAdded);
  let until = Number.NEGATIVE_INFINITY;
  for (const toleration of pod.spec.tolerations ?? []) {
    if (!tolerates([toleration], taint)) continue;
    const seconds = toleration.tolerationSeconds;
    until = Math.max(until, seconds === undefined ? Number.POSITIVE_INFINITY : since + seconds * 1000);
  }
  return until;
}

const noExecute = (node: Node): Taint[] => (node.spec.taints ?? []).filter((taint) => taint.effect === 'NoExecute');

/** Deletes pods from nodes with NoExecute taints they do not tolerate, or no longer. */
export const taintEviction: Controller = {
  name: 'taint-eviction',
  latencyMs: 20,
  watches: {
    nodes: (_world, change) => (change.type !== 'DELETED' && noExecute(change.object).length > 0 ? [change.key] : []),
  },
  step(world, nodeName) {
    const node = world.store.get('nodes', nodeName);
    if (node === undefined) return null;
    let next = Number.POSITIVE_INFINITY;
    for (const pod of world.store.indexed('pods', 'node', nodeName)) {
      if (pod.metadata.deletionTimestamp !== undefined) continue;
      const until = Math.min(...noExecute(node).map((taint) => toleratedUntil(pod, taint)));
      if (until > world.now) {
        next = Math.min(next, until);
        continue;
      }
      const message = `Marking for deletion Pod ${pod.metadata.namespace}/${pod.metadata.name}`;
      recordEvent(world, pod, { reason: 'TaintManagerEviction', message, component: 'taint-eviction-controller' });
      requestDeletion(world, 'pods', pod, pod.spec.terminationGracePeriodSeconds);
    }
    return next < Number.POSITIVE_INFINITY ? next - world.now : null;
  },
};
