import { laggingNodes } from '../service/pool-lag.ts';
import { lastEventOf } from '../service/settling.ts';
import { instantText } from '../time.ts';
import { azNetwork, reconcileCommand, shellWord, wordOr } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { nodeObject, serviceFinding } from './service-finding.ts';
import { count, names } from './wording.ts';

const code = 'multi-slb-pool-lag';

/** docs/findings/multi-slb-pool-lag.md: the pool of a Local Service does not follow its pods. */
export const multiSlbPoolLag: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const { service: object } = service;
    if (object.deletedAt !== null) return [];
    for (const port of service.ports) {
      const late = laggingNodes(object, port, model);
      if (late.length === 0) continue;
      const since = instantText(new Date(Math.min(...late.map((entry) => entry.since))).toISOString());
      const failure = lastEventOf(object, model, 'LoadBalancerBackendPoolUpdateFailed');
      const nodes = late.map(({ node }) => node.name);
      const balancer = port.pool.loadBalancer;
      return [
        serviceFinding(service, {
          code,
          severity: 'medium',
          title: `${count(late.length, 'node')} with ready pods of ${service.key} not in pool ${port.pool.name} since ${since}: ${names(nodes)}`,
          impact: 'The pods there get no new connections: the others carry their share.',
          objects: [{ kind: 'Pool', namespace: null, name: port.pool.name }, ...nodes.map(nodeObject)],
          evidence: [
            {
              text: `ready pods since ${since} on ${names(nodes)}; the controller gathers such changes for 30 s`,
              known: 'computed',
              source: `EndpointSlices of ${service.key}, pool ${port.pool.name}`,
            },
            ...(failure
              ? [{ text: failure.message, known: 'measured' as const, source: `Event ${failure.reason}` }]
              : []),
          ],
          fix: {
            text: 'Make the controller reconcile the Service. If it fails each time, its event names the reason; a second load balancer with an object of the same name is a known one.',
            commands: [reconcileCommand(model.snapshot, object)],
            patch: null,
          },
          verify: [
            {
              command: azNetwork(
                model.snapshot,
                `lb address-pool show --lb-name ${wordOr(balancer, 'load balancer')} -n ${shellWord(port.pool.name)}`,
              ),
              expect: names(nodes),
            },
          ],
        }),
      ];
    }
    return [];
  },
};
