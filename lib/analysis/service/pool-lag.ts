import type { Service } from '../../snapshot/service.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { expectedMembership } from '../cluster/pool-membership.ts';
import type { PortModel } from './port-model.ts';

/** The controller gathers endpoint changes for 30 s; twice that is late. docs/model.md "Drift". */
const LAG_SECONDS = 60;

/** A node that hosts an endpoint and is not in the pool of its `Local` Service. */
export interface LaggingNode {
  readonly node: NodeFacts;
  /** Since when it has hosted an endpoint, at the latest; milliseconds. */
  readonly since: number;
}

/** Nodes whose endpoints are older than the controller needs to put them into the pool. */
export function laggingNodes(service: Service, port: PortModel, model: ClusterModel): readonly LaggingNode[] {
  const now = Date.parse(model.snapshot.takenAt);
  return waitingNodes(service, port, model).filter(({ since }) => now - since >= LAG_SECONDS * 1000);
}

/** When nodes that wait now become late. */
export function poolLagMoments(service: Service, port: PortModel, model: ClusterModel): readonly number[] {
  return waitingNodes(service, port, model).map(({ since }) => since + LAG_SECONDS * 1000);
}

/** Only what can be dated by its pod. Such a pool takes nodes of every load balancer (measured). */
function waitingNodes(service: Service, port: PortModel, model: ClusterModel): readonly LaggingNode[] {
  const { multipleLoadBalancers, poolType } = model.config;
  if (!multipleLoadBalancers || poolType !== 'ip' || service.externalTrafficPolicy !== 'Local') return [];
  if (port.owned === null || port.pool.name.toLowerCase() !== port.expected?.poolName.toLowerCase()) return [];
  const waiting = new Map<string, LaggingNode>();
  for (const { node, address, state } of port.endpoints) {
    if (node === null || state !== 'ready' || port.pool.names.has(node.name)) continue;
    if (expectedMembership(node, poolType).state !== 'member') continue;
    const pod = model.podAt(address);
    const since = Date.parse(pod?.readyChangedAt ?? pod?.createdAt ?? '');
    if (!Number.isFinite(since)) continue;
    const known = waiting.get(node.name);
    if (known === undefined || since < known.since) waiting.set(node.name, { node, since });
  }
  return [...waiting.values()];
}
