import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import type { PortModel } from './port-model.ts';

/** Nodes whose verdict has to be asked one by one: they host endpoints, were seen, or stand out. */
export function specialNodes(port: PortModel, model: ClusterModel): ReadonlyMap<string, NodeFacts> {
  const special = new Map<string, NodeFacts>();
  const addByName = (name: string): void => {
    const node = model.nodesByName.get(name);
    if (node) special.set(name, node);
  };
  for (const { expectation, table } of [port.policies.Cluster, port.policies.Local]) {
    for (const name of table.byNode.keys()) addByName(name);
    // What a node meets then depends on its zone.
    if (expectation.kind === 'reachable-endpoints') for (const node of model.nodes) special.set(node.name, node);
  }
  for (const node of model.noteworthy) special.set(node.name, node);
  for (const node of port.pool.ghosts) special.set(node.name, node);
  for (const { node } of port.endpoints) if (node !== null) special.set(node.name, node);
  for (const name of port.observations.keys()) addByName(name);
  for (const name of port.pool.adminStates.keys()) addByName(name);
  if (port.pool.members.length < model.nodes.length) {
    for (const node of model.nodes) if (!port.pool.names.has(node.name)) special.set(node.name, node);
  }
  return special;
}
