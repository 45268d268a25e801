import type { PolicyTraffic } from './prepare-variants.ts';

/**
 * What each pod would get of what is served if all got the same, between 0 and 1: the share that the factor of the
 * hottest pod is a multiple of. Null: no pod is reached.
 */
export function fairShareOf({ pods, imbalance }: Pick<PolicyTraffic, 'pods' | 'imbalance'>): number | null {
  const { hottestPodFactor } = imbalance;
  if (hottestPodFactor === null) return null;
  return pods.reduce((most, { share }) => Math.max(most, share), 0) / hottestPodFactor;
}
