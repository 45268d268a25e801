import type { Pod } from '../../snapshot/pod.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { LabelIndex } from '../lifecycle/label-index.ts';
import { podDeletionStart } from '../service/pod-deletion-start.ts';
import type { ServiceModel } from '../service/service-model.ts';

/** What has to be gone: pods that are ready, or also those that terminate and still serve. */
export type Wanted = 'ready' | 'usable';

const byLabels = new WeakMap<readonly Pod[], LabelIndex<Pod>>();

/**
 * When the last pod of a Service stopped being what is `wanted`, in milliseconds: the latest turn of its pods, or the
 * latest that somebody saw an EndpointSlice make. Null: some endpoint still is what is wanted, no pod is selected, or
 * one of them does not tell. docs/model.md "Since when".
 */
export function podsGoneSince({ service, slices }: ServiceModel, wanted: Wanted, model: ClusterModel): number | null {
  const { pods } = model.snapshot.kubernetes;
  if (pods === null || slices === null || service.selector === null || service.publishNotReadyAddresses) return null;
  const stillThere = slices.some(({ endpoints }) =>
    endpoints.some(({ ready, serving, terminating }) => ready || (wanted === 'usable' && serving && terminating)),
  );
  if (stillThere) return null;
  const moments = selectedPods(service.namespace, service.selector, pods).map((pod) => goneSince(pod, wanted));
  if (moments.length === 0) return null;
  const turns = slices.flatMap((slice) => Object.values(slice.turns));
  // An invalid date makes the whole NaN, a null is tested for here: both mean that it is not known.
  return moments.includes(null) ? null : Math.max(...moments.filter((at) => at !== null), ...turns.map(Date.parse));
}

/** Since when a pod is not what is wanted; null: it is, or does not tell. */
function goneSince(pod: Pod, wanted: Wanted): number | null {
  const notReady = pod.ready ? null : timeOf(pod.readyChangedAt ?? pod.createdAt);
  const deleted = wanted === 'ready' ? podDeletionStart(pod) : null;
  if (notReady === null || deleted === null) return notReady ?? deleted;
  return Math.min(notReady, deleted);
}

function timeOf(at: string | null): number | null {
  return at === null ? null : Date.parse(at);
}

function selectedPods(
  namespace: string,
  selector: Readonly<Record<string, string>>,
  pods: readonly Pod[],
): readonly Pod[] {
  const wanted = Object.entries(selector);
  return indexOf(pods)
    .withAnyOf(namespace, selector)
    .filter(({ labels, phase }) => {
      if (phase === 'Succeeded' || phase === 'Failed') return false;
      return wanted.every(([key, value]) => labels[key] === value);
    });
}

function indexOf(pods: readonly Pod[]): LabelIndex<Pod> {
  const known = byLabels.get(pods);
  if (known) return known;
  const index = new LabelIndex<Pod>();
  for (const pod of pods) index.add(pod.namespace, pod.labels, pod);
  byLabels.set(pods, index);
  return index;
}
