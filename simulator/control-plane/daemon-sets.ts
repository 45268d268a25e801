import type { Controller } from '../kernel/controller.ts';
import { hashString } from '../kernel/seeded-random.ts';
import type { World } from '../kernel/world.ts';
import { intOrPercent } from '../objects/int-or-percent.ts';
import type { Node } from '../objects/node.ts';
import type { Pod } from '../objects/pod.ts';
import { keyOf } from '../objects/resources.ts';
import type { DaemonSet } from '../objects/workload.ts';
import { controllerOf, put, requestDeletion } from './object-life.ts';
import { activePodsOf, availableAt, createPod, isReady, nextAvailable } from './pods-of.ts';
import { matchesNodeAffinity, tolerates } from './schedule-filters.ts';

const REVISION_LABEL = 'controller-revision-hash';

/** Taints that a DaemonSet pod never minds: it is there to serve the node in any state. */
const ALWAYS_TOLERATED = ['not-ready', 'unreachable', 'unschedulable', 'disk-pressure', 'memory-pressure'].map(
  (what) => `node.kubernetes.io/${what}`,
);

const revisionOf = (set: DaemonSet): string => hashString(JSON.stringify(set.spec.template)).toString(16);

function belongsOn(set: DaemonSet, node: Node): boolean {
  const { spec, metadata } = set.spec.template;
  const asPod: Pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...set.metadata, ...metadata },
    spec,
    status: { phase: 'Pending' },
  };
  if (!matchesNodeAffinity(node, asPod)) return false;
  return (node.spec.taints ?? []).every(
    (taint) =>
      taint.effect === 'PreferNoSchedule' || ALWAYS_TOLERATED.includes(taint.key) || tolerates(spec.tolerations, taint),
  );
}

/** Replaces pods of an old template, as many at a time as may be missing. */
function update(world: World, set: DaemonSet, pods: readonly Pod[], desired: number): void {
  const revision = revisionOf(set);
  const old = pods.filter((pod) => pod.metadata.labels?.[REVISION_LABEL] !== revision);
  if (set.spec.updateStrategy.type !== 'RollingUpdate') return;
  const allowed = Math.max(1, intOrPercent(set.spec.updateStrategy.rollingUpdate?.maxUnavailable ?? 1, desired, 'up'));
  const seconds = set.spec.minReadySeconds ?? 0;
  const available = pods.filter((pod) => availableAt(pod, seconds) <= world.now).length;
  let budget = allowed - (desired - available);
  for (const pod of old) {
    const costs = isReady(pod) ? 1 : 0;
    if (budget < costs) continue;
    budget -= costs;
    requestDeletion(world, 'pods', pod, pod.spec.terminationGracePeriodSeconds);
  }
}

/** One pod per node that a DaemonSet belongs on. */
export const daemonSets: Controller = {
  name: 'daemon-sets',
  latencyMs: 15,
  watches: {
    daemonsets: (_world, change) => (change.type === 'DELETED' ? [] : [change.key]),
    nodes: (world, change) => (change.type === 'MODIFIED' ? [] : world.store.list('daemonsets').map(keyOf)),
    pods: (_world, change) => {
      const owner = controllerOf(change.object);
      return owner?.kind === 'DaemonSet' ? [`${change.object.metadata.namespace}/${owner.name}`] : [];
    },
  },
  step(world, key) {
    const set = world.store.get('daemonsets', key);
    if (set === undefined) return null;
    const nodes = world.store.list('nodes').filter((node) => belongsOn(set, node));
    const held = new Set(world.store.indexed('pods', 'owner', set.metadata.uid).map((pod) => pod.spec.nodeName));
    const extraLabels = { [REVISION_LABEL]: revisionOf(set) };
    for (const node of nodes) {
      const nodeName = node.metadata.name;
      if (!held.has(nodeName)) createPod(world, set, set.spec.template, { extraLabels, nodeName });
    }
    update(world, set, activePodsOf(world, set), nodes.length);
    const pods = activePodsOf(world, set);
    const seconds = set.spec.minReadySeconds ?? 0;
    put(world, 'daemonsets', {
      ...set,
      status: {
        ...set.status,
        observedGeneration: set.metadata.generation,
        desiredNumberScheduled: nodes.length,
        currentNumberScheduled: pods.length,
        updatedNumberScheduled: pods.filter((pod) => pod.metadata.labels?.[REVISION_LABEL] === revisionOf(set)).length,
        numberReady: pods.filter(isReady).length,
        numberAvailable: pods.filter((pod) => availableAt(pod, seconds) <= world.now).length,
        numberMisscheduled: 0,
      },
    });
    return nextAvailable(world, pods, seconds);
  },
};
