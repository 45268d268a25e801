import type { NodeFacts } from '../cluster/node-facts.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';
import type { Rotation } from './rotation.ts';
import { groupByUsable, type Traffic } from './traffic.ts';

/** Share of new connections lost when a node dies silently. */
export interface Loss {
  /** Until the load balancer marks the node down. */
  readonly whileProbed: number;
  /** From then until its endpoints are removed. */
  readonly untilEndpointsRemoved: number;
}

/**
 * Answers the loss for any node of the cluster. Losing the only node in rotation loses everything until another
 * one is up. docs/model.md "Blast radius".
 */
export function blastRadius(
  traffic: Traffic,
  rotation: Rotation,
  endpoints: readonly ServiceEndpoint[],
): (node: NodeFacts) => Loss {
  let secondHop: ReadonlyMap<string, number> | null = null;
  const alone = traffic.rotationSize === 1;
  return (node) => {
    const entry = rotation.includes(node) && traffic.classes.length > 0;
    const entered = entry ? 1 / traffic.rotationSize : 0;
    // Most nodes host nothing; the shares of those that do are worked out at the first one.
    if (hostsOf(endpoints).has(node.name)) secondHop ??= secondHopShares(traffic, endpoints);
    const viaOthers = secondHop?.get(node.name) ?? 0;
    const whileProbed = Math.min(1, entered + viaOthers);
    if (!entry) return { whileProbed, untilEndpointsRemoved: viaOthers };
    if (alone) return { whileProbed, untilEndpointsRemoved: 1 };
    const rescaled = (viaOthers * traffic.rotationSize) / (traffic.rotationSize - 1);
    return { whileProbed, untilEndpointsRemoved: Math.min(1, rescaled) };
  };
}

const known = new WeakMap<readonly ServiceEndpoint[], ReadonlySet<string | null>>();

function hostsOf(endpoints: readonly ServiceEndpoint[]): ReadonlySet<string | null> {
  const before = known.get(endpoints);
  if (before) return before;
  const hosts = new Set(endpoints.map(({ nodeName }) => nodeName));
  known.set(endpoints, hosts);
  return hosts;
}

/** By node: share of new connections that enters elsewhere and ends on its endpoints. */
function secondHopShares(traffic: Traffic, endpoints: readonly ServiceEndpoint[]): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const [usable, group] of groupByUsable(traffic.classes)) {
    const weight = group.reduce((sum, entry) => sum + entry.weight, 0);
    const own = new Map(group.flatMap((entry) => (entry.node === null ? [] : [[entry.node.name, entry.weight]])));
    for (const index of usable) {
      const nodeName = endpoints[index]?.nodeName ?? null;
      if (nodeName === null) continue;
      const entering = weight - (own.get(nodeName) ?? 0);
      shares.set(nodeName, (shares.get(nodeName) ?? 0) + entering / usable.length);
    }
  }
  return shares;
}
