import type { PoolModel } from '../cluster/pool-model.ts';
import { azNetwork, reconcileCommand, shellWord, wordOr } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';

const code = 'backend-pool-empty';

function isEmpty(pool: PoolModel): boolean {
  return pool.members.length + pool.ghosts.length + pool.unresolved === 0;
}

/** docs/findings/backend-pool-empty.md: a rule whose backend pool has no member at all. */
export const backendPoolEmpty: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const port = service.ports.find((candidate) => candidate.owned !== null && isEmpty(candidate.pool));
    if (!port?.owned || model.snapshot.kubernetes.nodes === null) return [];
    const ownPool =
      port.pool.name.toLowerCase() === `${service.service.namespace}-${service.service.name}`.toLowerCase();
    if (ownPool && port.endpoints.length === 0) return [];
    const { snapshot } = model;
    const balancer = port.owned.loadBalancer.name;
    const show = azNetwork(
      snapshot,
      `lb address-pool show --lb-name ${shellWord(balancer)} -n ${wordOr(port.pool.name, 'pool')}`,
    );
    return [
      serviceFinding(service, {
        code,
        severity: 'critical',
        title: `The backend pool of ${service.key} has no member`,
        impact: 'Every new connection times out.',
        objects: [{ kind: 'Pool', namespace: null, name: `${balancer}/${port.pool.name}` }],
        evidence: [
          {
            text: `rule ${port.ruleName} sends to a pool with 0 members`,
            known: 'measured',
            source: `load balancer ${balancer}`,
          },
        ],
        fix: {
          text: 'Make the cloud controller reconcile the Service; if the pool stays empty, read its events: exclusion labels on all nodes, a scale set in state Failed, or missing rights keep it from adding nodes.',
          commands: [reconcileCommand(snapshot, service.service)],
          patch: null,
        },
        verify: [{ command: show, expect: `${model.expectedPool.members.length} members` }],
      }),
    ];
  },
};
