import type { Finding } from '../../report/finding.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { expectedMembership } from '../cluster/pool-membership.ts';
import { isSettling } from '../service/settling.ts';
import { ageSeconds } from '../time.ts';
import { azNetwork, kubectl, reconcileCommand, shellWord, wordOr } from './commands.ts';
import { type ClusterFacts, type ClusterFindingRule, docOf, type IngressPool } from './finding-rule.ts';
import { nodeObject } from './service-finding.ts';
import { count, names, percent } from './wording.ts';

const code = 'exclude-label-not-honoured';

/** docs/findings/exclude-label-not-honoured.md: a node that is to be kept out of load balancers is in a pool. */
export const excludeLabelNotHonoured: ClusterFindingRule = {
  code,
  kind: 'fault',
  check: (facts) => {
    const excluded = excludedNodes(facts.model);
    if (excluded.size === 0) return [];
    return facts.ingressPools.flatMap((entry) => {
      if (isOwnPool(entry, facts.model)) return [];
      const inside = [...excluded].filter(([node]) => entry.pool.names.has(node.name));
      const isOpen = inside.length === 0 || entry.ports.some(({ service }) => isSettling(service.service, facts.model));
      return isOpen ? [] : [excludedFinding(facts, entry, inside)];
    });
  },
};

/** With several load balancers the pool of a `Local` Service follows its endpoints, and asks for no label. */
function isOwnPool({ ports }: IngressPool, { config }: ClusterModel): boolean {
  const policy = ports[0]?.service.service.externalTrafficPolicy;
  return config.multipleLoadBalancers && config.poolType === 'ip' && policy === 'Local';
}

/** Nodes that belong in no pool, and why; those that just joined are left out where the clock says so. */
function excludedNodes(model: ClusterModel): ReadonlyMap<NodeFacts, string> {
  const { nodes, expectedPool, config, snapshot, settings } = model;
  const excluded = new Map<NodeFacts, string>();
  if (expectedPool.members.length === nodes.length) return excluded;
  for (const node of nodes) {
    if (expectedPool.names.has(node.name)) continue;
    const membership = expectedMembership(node, config.poolType);
    const age = ageSeconds(node.createdAt, snapshot.takenAt) ?? Number.POSITIVE_INFINITY;
    if (membership.state === 'excluded' && age >= settings.nodeJoinSeconds) excluded.set(node, membership.because);
  }
  return excluded;
}

type Excluded = readonly (readonly [node: NodeFacts, because: string])[];

function excludedFinding(facts: ClusterFacts, { pool, ports }: IngressPool, inside: Excluded): Finding {
  const { snapshot } = facts.model;
  const nodes = inside.map(([node]) => node.name);
  const label = `${pool.loadBalancer}/${pool.name}`;
  const isEverybody = inside.length === pool.members.length;
  const [first] = ports;
  return {
    code,
    severity: 'medium',
    title: `${count(nodes.length, 'node')} that ${nodes.length === 1 ? 'is' : 'are'} to be kept out of load balancers in pool ${label}: ${names(nodes)}`,
    impact: impactOf(ports, inside),
    service: null,
    objects: [{ kind: 'Pool', namespace: null, name: label }, ...nodes.map(nodeObject)],
    evidence: [
      ...inside.slice(0, 5).map(([node, because]) => ({
        text: `${node.name}: ${because}`,
        known: 'measured' as const,
        source: `Node ${node.name}`,
      })),
      { text: `${nodes.length} of ${pool.members.length} members`, known: 'measured', source: `pool ${label}` },
    ],
    fix: {
      text: isEverybody
        ? 'The controller never empties a pool, and every node of this one has the label: bring in nodes without it, then make the controller reconcile.'
        : 'Make the cloud controller reconcile. On AKS set the label on the node pool, not on the node: else it is lost with the next image.',
      commands: [
        ...(first ? [reconcileCommand(snapshot, first.service.service)] : []),
        kubectl(snapshot, `get nodes ${nodes.slice(0, 5).join(' ')} --show-labels`),
      ],
      patch: null,
    },
    verify: [
      {
        command: azNetwork(
          snapshot,
          `lb address-pool show --lb-name ${wordOr(pool.loadBalancer, 'load balancer')} -n ${shellWord(pool.name)}`,
        ),
        expect: `not ${names(nodes)}`,
      },
    ],
    doc: docOf(code),
  };
}

/** The rule to which most of their connections go. */
function impactOf(ports: IngressPool['ports'], inside: Excluded): string {
  let worst = 0;
  let receiving = 0;
  for (const { service, port } of ports) {
    const { rotation } = port.policies[service.service.externalTrafficPolicy];
    const inRotation = inside.filter(([node]) => rotation.includes(node)).length;
    if (inRotation === 0) continue;
    receiving++;
    worst = Math.max(worst, inRotation / rotation.size);
  }
  if (receiving === 0)
    return 'None now: their probes are down. A rule whose probe succeeds there sends them connections.';
  return `They take up to ${percent(worst)} of the new connections of ${count(receiving, 'rule')}, though they were to take none: what happens to these nodes hits clients.`;
}
