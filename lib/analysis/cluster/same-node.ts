import type { NodeFacts } from './node-facts.ts';

/** Nothing that any verdict, share or text depends on differs. Labels are compared only where they decide. */
export function sameNode(a: NodeFacts, b: NodeFacts): boolean {
  return (
    samePlace(a, b) &&
    a.ready === b.ready &&
    a.readyChangedAt === b.readyChangedAt &&
    a.lost === b.lost &&
    a.kubeProxyEligible === b.kubeProxyEligible &&
    a.createdAt === b.createdAt &&
    sameJson(a.taints, b.taints) &&
    sameJson(a.heartbeat, b.heartbeat) &&
    sameJson(a.departure, b.departure)
  );
}

/** Same machine, addresses (its own and those of its pods), pool, zone and labels: the node takes the same place in every backend pool. */
export function samePlace(a: NodeFacts, b: NodeFacts): boolean {
  return (
    a.name === b.name &&
    a.machineKey === b.machineKey &&
    a.agentPool === b.agentPool &&
    a.zoneLabel === b.zoneLabel &&
    a.spot === b.spot &&
    sameJson(a.ips, b.ips) &&
    sameJson(a.podCidrs, b.podCidrs) &&
    sameJson(a.labels, b.labels)
  );
}

function sameJson(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
