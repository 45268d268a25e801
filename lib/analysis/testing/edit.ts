import type { ClusterNode } from '../../snapshot/cluster-node.ts';
import type { LoadBalancer, LoadBalancingRule, Probe } from '../../snapshot/load-balancer.ts';
import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/** Copies of a snapshot with one thing changed. */
export function editBalancer(snapshot: Snapshot, edit: (balancer: LoadBalancer) => LoadBalancer): Snapshot {
  const loadBalancers = (snapshot.azure.loadBalancers ?? []).map(edit);
  return { ...snapshot, azure: { ...snapshot.azure, loadBalancers } };
}

export function editRules(snapshot: Snapshot, change: Partial<LoadBalancingRule>): Snapshot {
  return editBalancer(snapshot, (lb) => ({ ...lb, rules: lb.rules.map((rule) => ({ ...rule, ...change })) }));
}

export function editProbes(snapshot: Snapshot, change: Partial<Probe>): Snapshot {
  return editBalancer(snapshot, (lb) => ({ ...lb, probes: lb.probes.map((probe) => ({ ...probe, ...change })) }));
}

export function editServices(snapshot: Snapshot, change: Partial<Service>): Snapshot {
  const services = (snapshot.kubernetes.services ?? []).map((service) => ({ ...service, ...change }));
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, services } };
}

export function editNode(snapshot: Snapshot, name: string, change: Partial<ClusterNode>): Snapshot {
  const nodes = (snapshot.kubernetes.nodes ?? []).map((node) => (node.name === name ? { ...node, ...change } : node));
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, nodes } };
}

export function removeNode(snapshot: Snapshot, name: string): Snapshot {
  const nodes = (snapshot.kubernetes.nodes ?? []).filter((node) => node.name !== name);
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, nodes } };
}
