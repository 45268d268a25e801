import type { Imbalance } from '../../report/policy-report.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';

/**
 * How unevenly the usable pods are loaded. Fair is the served share divided by the number of usable pods; a pod on a
 * machine that is gone or dead is none. docs/model.md "Imbalance". Everything null: no pod is reached.
 */
export function imbalanceOf(endpoints: readonly ServiceEndpoint[], podShares: Float64Array): Imbalance {
  const anyReady = endpoints.some(({ state, gone }) => state === 'ready' && !gone);
  const usableState = anyReady ? 'ready' : 'serving-terminating';
  let pods = 0;
  let total = 0;
  let highest = 0;
  let lowest = Number.POSITIVE_INFINITY;
  endpoints.forEach((endpoint, index) => {
    const share = podShares[index] ?? 0;
    if (endpoint.gone || (endpoint.state !== usableState && share === 0)) return;
    pods++;
    total += share;
    highest = Math.max(highest, share);
    lowest = Math.min(lowest, share);
  });
  if (total === 0) return { hottestPodFactor: null, maxOverMin: null, usableCapacity: null };
  const hottestPodFactor = (highest * pods) / total;
  return {
    hottestPodFactor,
    maxOverMin: lowest > 0 ? highest / lowest : null,
    usableCapacity: 1 / hottestPodFactor,
  };
}
