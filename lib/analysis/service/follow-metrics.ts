import type { Analysis } from '../analysis.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { flappingNodes } from './flapping-nodes.ts';

const CODE = 'probe-flaps-all-nodes';

/** Adds to `affected` the Services whose nodes flap by what Azure Monitor measures, or were told to. */
export function addFlappingServices(previous: Analysis, model: ClusterModel, affected: Set<string>): void {
  if (model.snapshot.azure.loadBalancerMetrics === null && previous.snapshot.azure.loadBalancerMetrics === null) return;
  for (const [key, { model: service, findings }] of previous.services) {
    if (affected.has(key)) continue;
    const isTold = findings.some(({ code }) => code === CODE);
    if (isTold || service.ports.some((port) => flappingNodes(port, model) !== null)) affected.add(key);
  }
}
