import type { Finding } from '../../report/finding.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { expectedMembership } from '../cluster/pool-membership.ts';
import type { PoolModel } from '../cluster/pool-model.ts';
import { belongsElsewhere } from '../service/node-verdict.ts';
import { ageSeconds } from '../time.ts';
import { azNetwork, reconcileCommand, shellWord, wordOr } from './commands.ts';
import { type ClusterFacts, type ClusterFindingRule, docOf, type IngressPool } from './finding-rule.ts';
import { nodeObject } from './service-finding.ts';
import { count, names } from './wording.ts';

const code = 'node-missing-from-pool';

/** docs/findings/node-missing-from-pool.md: a node that belongs into an ingress pool and is not in it. */
export const nodeMissingFromPool: ClusterFindingRule = {
  code,
  kind: 'fault',
  check: (facts) =>
    facts.ingressPools.flatMap((entry) => {
      const { members } = entry.pool;
      if (entry.pool.names.size === 0 || entry.pool.unresolved > 0 || members.length === facts.model.nodes.length)
        return [];
      const missing = facts.model.nodes.filter(
        (node) => !entry.pool.names.has(node.name) && isMissing(facts, entry, node),
      );
      return missing.length > 0 ? [missingFinding(facts, entry, missing)] : [];
    }),
};

function isMissing(facts: ClusterFacts, { ports }: IngressPool, node: NodeFacts): boolean {
  const first = ports[0];
  // A `Local` Service's own pool follows its endpoints with a lag of its own.
  if (first?.service.service.externalTrafficPolicy === 'Local' && isOwnPool(facts)) return false;
  if (!first || expectedMembership(node, facts.model.config.poolType).state !== 'member') return false;
  if (belongsElsewhere(first.service, first.port, node, facts.model)) return false;
  const age = ageSeconds(node.createdAt, facts.model.snapshot.takenAt);
  return age === null || age >= facts.model.settings.nodeJoinSeconds || wasSyncedSince(ports, node);
}

function isOwnPool({ model: { config } }: ClusterFacts): boolean {
  return config.multipleLoadBalancers && config.poolType === 'ip';
}

/** A Service made after the node and already given its address: that sync saw the node. */
function wasSyncedSince(ports: IngressPool['ports'], node: NodeFacts): boolean {
  const born = Date.parse(node.createdAt ?? '');
  return ports.some(
    ({ service: { service } }) => service.ingress.length > 0 && Date.parse(service.createdAt ?? '') > born,
  );
}

function missingFinding(facts: ClusterFacts, { pool, ports }: IngressPool, missing: readonly NodeFacts[]): Finding {
  const { snapshot } = facts.model;
  const nodes = missing.map((node) => node.name);
  const label = poolLabel(pool);
  const service = ports[0]?.service.service;
  return {
    code,
    severity: 'medium',
    title: `${count(nodes.length, 'node')} missing from pool ${label}: ${names(nodes)}`,
    impact: 'They take no new connections: capacity is lost, and pods on them get nothing under policy Local.',
    service: null,
    objects: [{ kind: 'Pool', namespace: null, name: label }, ...nodes.map(nodeObject)],
    evidence: [
      {
        text: `${nodes.length} of ${facts.model.expectedPool.members.length} nodes that belong into the pool are not members`,
        known: 'computed',
        source: `pool ${label}, Nodes`,
      },
    ],
    fix: {
      text: 'Make the cloud controller reconcile; if the node stays out, look for SyncLoadBalancerFailed events, a failed network interface, or a backlog of Services.',
      commands: service ? [reconcileCommand(snapshot, service)] : [],
      patch: null,
    },
    verify: [
      {
        command: azNetwork(
          snapshot,
          `lb address-pool show --lb-name ${wordOr(pool.loadBalancer, 'load balancer')} -n ${shellWord(pool.name)}`,
        ),
        expect: names(nodes),
      },
    ],
    doc: docOf(code),
  };
}

function poolLabel(pool: PoolModel): string {
  return `${pool.loadBalancer}/${pool.name}`;
}
