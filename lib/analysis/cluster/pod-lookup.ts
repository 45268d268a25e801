import type { Pod } from '../../snapshot/pod.ts';
import type { Loaded } from '../../snapshot/snapshot.ts';

/** Finds the pod behind an endpoint. Null: pods are not loaded, or none has this address. */
export type PodLookup = (address: string) => Pod | null;

/** The index is built at the first question: most analyses ask about few pods or none. */
export function podLookup(pods: Loaded<Pod>): PodLookup {
  let byAddress: Map<string, Pod> | null = null;
  return (address) => {
    byAddress ??= indexByAddress(pods ?? []);
    return byAddress.get(address) ?? null;
  };
}

/** Of two pods with one address the one that still runs is meant; host-network pods share their node's address. */
function indexByAddress(pods: readonly Pod[]): Map<string, Pod> {
  const index = new Map<string, Pod>();
  for (const pod of pods) {
    for (const address of pod.podIPs) {
      const known = index.get(address);
      if (!known || (isOver(known) && !isOver(pod))) index.set(address, pod);
    }
  }
  return index;
}

function isOver(pod: Pod): boolean {
  return pod.phase === 'Succeeded' || pod.phase === 'Failed';
}
