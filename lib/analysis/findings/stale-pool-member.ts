import type { Finding } from '../../report/finding.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import type { PoolModel } from '../cluster/pool-model.ts';
import { isAzureBehind } from '../service/settling.ts';
import { ageSeconds } from '../time.ts';
import { azNetwork, shellWord, wordOr } from './commands.ts';
import { type ClusterFacts, type ClusterFindingRule, docOf, type IngressPool } from './finding-rule.ts';
import { count, names, percent } from './wording.ts';

const code = 'stale-pool-member';

/** docs/findings/stale-pool-member.md: a member of an ingress pool that no Node object explains. */
export const stalePoolMember: ClusterFindingRule = {
  code,
  kind: 'fault',
  check: (facts) => {
    if (facts.model.snapshot.kubernetes.nodes === null) return [];
    const leaving = recentlyDeleted(facts);
    return facts.ingressPools
      .map((entry) => ({ ...entry, pool: withoutGhosts(entry.pool, leaving) }))
      .filter((entry) => entry.pool.ghosts.length > 0)
      .filter(({ ports }) => !ports.some(({ service: { service } }) => isAzureBehind(service, facts.model)))
      .map((entry) => staleFinding(facts, entry.pool, entry.ports));
  },
};

const DELETION_REASONS = new Set(['DeletingNode', 'RemovingNode']);

/** Nodes whose deletion was announced so recently that the controller may still be taking them out. */
function recentlyDeleted({ model }: ClusterFacts): ReadonlySet<string> {
  const { snapshot, settings } = model;
  return new Set(
    (snapshot.kubernetes.events ?? []).flatMap((event) => {
      if (event.objectKind !== 'Node' || !DELETION_REASONS.has(event.reason)) return [];
      const age = ageSeconds(event.lastAt, snapshot.takenAt);
      return age !== null && age < settings.reconcileSeconds ? [event.objectName.toLowerCase()] : [];
    }),
  );
}

function withoutGhosts(pool: PoolModel, leaving: ReadonlySet<string>): PoolModel {
  if (leaving.size === 0) return pool;
  return { ...pool, ghosts: pool.ghosts.filter((ghost) => !leaving.has(likelyNodeName(ghost))) };
}

/** AKS names a node after its scale set and the instance in base 36; nodeIP pools carry the name itself. */
function likelyNodeName({ name }: NodeFacts): string {
  const [, scaleSet, instance] = /^(.+)_(\d+)$/.exec(name) ?? [];
  if (scaleSet === undefined) return name.replace(/ \(.*\)$/, '').toLowerCase();
  return `${scaleSet}${Number(instance).toString(36).padStart(6, '0')}`.toLowerCase();
}

function staleFinding(facts: ClusterFacts, pool: PoolModel, ports: IngressPool['ports']): Finding {
  const { snapshot } = facts.model;
  const receiving = ports.filter(({ service, port }) => {
    const { rotation } = port.policies[service.service.externalTrafficPolicy];
    return pool.ghosts.some((ghost) => rotation.includes(ghost));
  });
  const share = pool.ghosts.length / Math.max(1, pool.members.length + pool.ghosts.length);
  const ghosts = pool.ghosts.map((ghost) => ghost.name);
  return {
    code,
    severity: receiving.length > 0 ? 'high' : 'low',
    title: `${count(ghosts.length, 'member')} of pool ${pool.loadBalancer}/${pool.name} without a Node: ${names(ghosts)}`,
    impact:
      receiving.length > 0
        ? `${percent(share)} of new connections of ${count(receiving.length, 'rule')} go to a machine that is no node (timeout).`
        : 'None while the probes keep it down; it took its share until they noticed.',
    service: null,
    objects: [
      { kind: 'Pool', namespace: null, name: `${pool.loadBalancer}/${pool.name}` },
      ...receiving
        .slice(0, 20)
        .map(({ service }) => ({ kind: 'Service', namespace: service.service.namespace, name: service.service.name })),
    ],
    evidence: pool.ghosts.slice(0, 10).map((ghost) => ({
      text: `${ghost.name} is a member, and no Node has this machine or address`,
      known: 'measured' as const,
      source: `pool ${pool.loadBalancer}/${pool.name}, Nodes`,
    })),
    fix: {
      text: 'Any change of a Service or of the set of nodes makes the cloud controller reconcile the pool. A VM that still exists without a Node should be deleted or joined again.',
      commands: [
        azNetwork(
          snapshot,
          `lb address-pool show --lb-name ${wordOr(pool.loadBalancer, 'load balancer')} -n ${shellWord(pool.name)}`,
        ),
      ],
      patch: null,
    },
    verify: [
      {
        command: azNetwork(
          snapshot,
          `lb address-pool show --lb-name ${wordOr(pool.loadBalancer, 'load balancer')} -n ${shellWord(pool.name)}`,
        ),
        expect: `no ${names(ghosts)}`,
      },
    ],
    doc: docOf(code),
  };
}
