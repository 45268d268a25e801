import { isNodeEligible } from '../dataplane/node-health.ts';
import type { Controller } from '../kernel/controller.ts';
import type { Node } from '../objects/node.ts';
import { reprobeMachine } from './reprobe.ts';

const eligibilityFacts = (node: Node): string =>
  `${node.metadata.deletionTimestamp !== undefined} ${(node.spec.taints ?? []).map((taint) => taint.key).join()}`;

/** kube-proxy tells on 10256 whether its node should get traffic: when that may have changed, the probes have to find out. */
export const probeWatch: Controller = {
  name: 'probe-watch',
  latencyMs: 100,
  watches: {
    nodes: (_world, { type, key, object, previous }) =>
      type === 'MODIFIED' && previous !== undefined && eligibilityFacts(previous) === eligibilityFacts(object)
        ? []
        : [key],
  },
  step(world, nodeName) {
    if (!isNodeEligible(world, nodeName) || world.machines.has(nodeName)) reprobeMachine(world, nodeName);
    return null;
  },
};
