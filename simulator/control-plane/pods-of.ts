import { randomSuffix } from '../kernel/random-names.ts';
import type { World } from '../kernel/world.ts';
import { conditionOf } from '../machines/conditions.ts';
import type { KubeObject } from '../objects/object-meta.ts';
import type { Pod, PodTemplate } from '../objects/pod.ts';
import { fromTimestamp } from '../objects/timestamps.ts';
import { newMeta, ownedBy, put } from './object-life.ts';

const DEFAULT_TOLERATIONS = ['not-ready', 'unreachable'].map((what) => ({
  key: `node.kubernetes.io/${what}`,
  operator: 'Exists' as const,
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

export const isEnded = (pod: Pod): boolean => pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';

export const isTerminating = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;

/** Pods a controller owns that still count: neither ended nor on their way out. */
export const activePodsOf = (world: World, owner: KubeObject): Pod[] =>
  world.store.indexed('pods', 'owner', owner.metadata.uid).filter((pod) => !isEnded(pod) && !isTerminating(pod));

export const isReady = (pod: Pod): boolean => conditionOf(pod.status.conditions, 'Ready')?.status === 'True';

/** When a pod has been ready for long enough, milliseconds; infinity while it is not ready. */
export function availableAt(pod: Pod, minReadySeconds: number): number {
  const ready = conditionOf(pod.status.conditions, 'Ready');
  if (ready?.status !== 'True') return Number.POSITIVE_INFINITY;
  return minReadySeconds === 0 ? 0 : fromTimestamp(ready.lastTransitionTime) + minReadySeconds * 1000;
}

/** The wait until the next of these pods becomes available, null when none is about to. */
export function nextAvailable(world: World, pods: readonly Pod[], minReadySeconds: number): number | null {
  const future = pods.map((pod) => availableAt(pod, minReadySeconds)).filter((at) => at > world.now && at < Infinity);
  return future.length === 0 ? null : Math.min(...future) - world.now;
}

export interface NewPod {
  readonly name?: string;
  readonly extraLabels?: Readonly<Record<string, string>>;
  readonly nodeName?: string;
}

/** A pod from a controller's template. */
export function createPod(world: World, owner: KubeObject, template: PodTemplate, wanted: NewPod = {}): Pod {
  const prefix = `${owner.metadata.name}-`;
  const name = wanted.name ?? prefix + randomSuffix(world.random);
  const scheduled = {
    type: 'PodScheduled',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: new Date(world.now).toISOString(),
  };
  return put(world, 'pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...newMeta(world, { name, namespace: owner.metadata.namespace ?? 'default' }),
      generateName: prefix,
      generation: 1,
      labels: { ...template.metadata.labels, ...wanted.extraLabels },
      ...(template.metadata.annotations === undefined ? {} : { annotations: template.metadata.annotations }),
      ownerReferences: ownedBy(owner),
    },
    spec: {
      ...template.spec,
      serviceAccountName: 'default',
      serviceAccount: 'default',
      priority: 0,
      enableServiceLinks: true,
      preemptionPolicy: 'PreemptLowerPriority',
      tolerations: [...(template.spec.tolerations ?? []), ...DEFAULT_TOLERATIONS],
      ...(wanted.nodeName === undefined ? {} : { nodeName: wanted.nodeName }),
    },
    status: { phase: 'Pending', ...(wanted.nodeName === undefined ? {} : { conditions: [scheduled] }) },
  });
}
