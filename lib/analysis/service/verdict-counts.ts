import type { ExpectedProbe, Forwards } from '../../report/policy-report.ts';
import type { Verdict } from '../../report/verdict-report.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { expectedProbeAt } from '../policy/probe-expectation.ts';
import { forwardsAt } from './node-standing.ts';
import { nodeVerdict } from './node-verdict.ts';
import type { PolicyModel } from './policy-model.ts';
import type { PortModel } from './port-model.ts';
import type { ServiceModel } from './service-model.ts';

export type VerdictCounts = Readonly<Partial<Record<Verdict, number>>>;

/**
 * How many nodes have which verdict for one rule, without asking every node: members about which nothing special is
 * known share the verdict of any one of them that its probe and its endpoints treat alike.
 */
export function verdictCounts(service: ServiceModel, port: PortModel, model: ClusterModel): VerdictCounts {
  const { pool } = port;
  const policy = port.policies[service.service.externalTrafficPolicy];
  const counts: Partial<Record<Verdict, number>> = {};
  const add = (node: NodeFacts, number: number): void => {
    const { verdict } = nodeVerdict(service, port, node, model);
    counts[verdict] = (counts[verdict] ?? 0) + number;
  };
  const alone = nodesAlone(port, model);
  for (const node of alone.values()) add(node, 1);
  const hosts = singledOut(policy, model);
  let ordinary = pool.members.length + pool.ghosts.length - membersIn(alone, pool.names);
  for (const { node, number } of groupsOf(hosts.nodes, alone, policy)) {
    add(node, number);
    ordinary -= number;
  }
  const name = pool.members.find((candidate) => !alone.has(candidate) && !hosts.has(candidate));
  const node = name === undefined ? undefined : model.nodesByName.get(name);
  if (node) add(node, ordinary);
  return counts;
}

type NodesByName = ReadonlyMap<string, NodeFacts>;

/** Nodes whose verdict has to be asked one by one: they were seen, stand out, are not in the pool, or a pod there is leaving. */
function nodesAlone(port: PortModel, model: ClusterModel): NodesByName {
  const alone = new Map<string, NodeFacts>();
  const addByName = (name: string): void => {
    const node = model.nodesByName.get(name);
    if (node) alone.set(name, node);
  };
  for (const node of model.noteworthy) alone.set(node.name, node);
  for (const node of port.pool.ghosts) alone.set(node.name, node);
  for (const { node, state } of port.endpoints) {
    if (node !== null && (state === 'terminating' || state === 'serving-terminating')) addByName(node.name);
  }
  for (const name of port.observations.keys()) addByName(name);
  for (const name of port.pool.adminStates.keys()) addByName(name);
  if (port.pool.members.length < model.nodes.length) {
    for (const node of model.nodes) if (!port.pool.names.has(node.name)) alone.set(node.name, node);
  }
  return alone;
}

interface SingledOut {
  readonly nodes: Iterable<NodeFacts>;
  readonly has: (name: string) => boolean;
}

/** Nodes that the probe or kube-proxy tells from others: by what they host, by hints, or by their zone. */
function singledOut({ expectation, table: { byNode } }: PolicyModel, model: ClusterModel): SingledOut {
  if (expectation.kind === 'reachable-endpoints') return { nodes: model.nodes, has: () => true };
  const up = expectation.kind === 'listed-nodes' ? expectation.up : NOBODY;
  return { nodes: nodesNamed(byNode, up, model), has: (name) => byNode.has(name) || up.has(name) };
}

const NOBODY: ReadonlySet<string> = new Set();

/** Each node once. */
function* nodesNamed(
  first: ReadonlyMap<string, unknown>,
  second: ReadonlySet<string>,
  { nodesByName }: ClusterModel,
): Iterable<NodeFacts> {
  for (const name of first.keys()) {
    const node = nodesByName.get(name);
    if (node) yield node;
  }
  for (const name of second) {
    const node = first.has(name) ? undefined : nodesByName.get(name);
    if (node) yield node;
  }
}

interface Group {
  readonly node: NodeFacts;
  readonly expectedProbe: ExpectedProbe;
  readonly forwards: Forwards;
  number: number;
}

/** Those of `hosts` that do not stand alone, by what decides their verdict. All are in the pool. */
function groupsOf(hosts: Iterable<NodeFacts>, alone: NodesByName, policy: PolicyModel): readonly Group[] {
  const groups: Group[] = [];
  for (const node of hosts) {
    if (alone.has(node.name)) continue;
    const expectedProbe = expectedProbeAt(policy.expectation, node);
    const forwards = forwardsAt(policy, node);
    const known = groups.find((group) => group.expectedProbe === expectedProbe && group.forwards === forwards);
    if (known) known.number++;
    else groups.push({ node, expectedProbe, forwards, number: 1 });
  }
  return groups;
}

function membersIn(nodes: NodesByName, names: ReadonlySet<string>): number {
  let members = 0;
  for (const name of nodes.keys()) if (names.has(name)) members++;
  return members;
}
