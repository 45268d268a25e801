import type { Verdict } from '../../report/verdict-report.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { nodeVerdict } from './node-verdict.ts';
import type { PortModel } from './port-model.ts';
import type { ServiceModel } from './service-model.ts';

export type VerdictCounts = Readonly<Partial<Record<Verdict, number>>>;

/**
 * How many nodes have which verdict for one rule, without asking every node: members about which nothing special is
 * known share the verdict of any one of them.
 */
export function verdictCounts(service: ServiceModel, port: PortModel, model: ClusterModel): VerdictCounts {
  const counts: Partial<Record<Verdict, number>> = {};
  const special = specialNodes(port, model);
  const add = (node: NodeFacts, number: number): void => {
    const { verdict } = nodeVerdict(service, port, node, model);
    counts[verdict] = (counts[verdict] ?? 0) + number;
  };
  for (const node of special.values()) add(node, 1);
  const ordinaryName = port.pool.members.find((candidate) => !special.has(candidate));
  const ordinary = ordinaryName === undefined ? undefined : model.nodesByName.get(ordinaryName);
  if (ordinary) {
    const specialMembers = [...special.keys()].filter((name) => port.pool.names.has(name)).length;
    add(ordinary, port.pool.members.length + port.pool.ghosts.length - specialMembers);
  }
  return counts;
}

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
