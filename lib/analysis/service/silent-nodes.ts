import type { NodeFacts } from '../cluster/node-facts.ts';
import { AZURE_LAG_SECONDS, type Observations } from './observation.ts';
import { lostSince } from './settled-observations.ts';

/**
 * Lost nodes that may be dead. Left out are those that answered the probe of the load balancer well after their
 * heartbeat stopped: only the kubelet is silent there. docs/model.md "Endpoints nobody answers for".
 */
export function silentNodes(observations: Observations, noteworthy: readonly NodeFacts[]): readonly NodeFacts[] {
  return noteworthy.filter((node) => isSilent(node, observations));
}

/** Answers from before the silence are not among the observations of a port; one of Azure may be a while behind. */
export function isSilent(node: NodeFacts, observations: Observations): boolean {
  if (!node.lost) return false;
  const answer = observations.get(node.name);
  if (answer?.state !== 'up') return true;
  return Date.parse(answer.observedAt) < lostSince(node) + AZURE_LAG_SECONDS * 1000;
}
