import type { Finding } from '../../report/finding.ts';
import type { LoadBalancer } from '../../snapshot/load-balancer.ts';
import { type BusyPool, busiestPool, RULES_PER_NIC } from '../azure/limits.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { azNetwork, shellWord } from './commands.ts';
import { type ClusterFindingRule, docOf } from './finding-rule.ts';
import { percent } from './wording.ts';

const code = 'rule-limit-near';
const NEAR = 240;

/** docs/findings/rule-limit-near.md: one more port may not fit on the network interfaces of the nodes. */
export const ruleLimitNear: ClusterFindingRule = {
  code,
  kind: 'risk',
  check: ({ model }) =>
    (model.snapshot.azure.loadBalancers ?? []).flatMap((balancer) => {
      const busiest = busiestPool(balancer);
      return busiest === null || busiest.rules < NEAR ? [] : [nearFinding(balancer, busiest, model)];
    }),
};

function nearFinding(balancer: LoadBalancer, { name, rules }: BusyPool, model: ClusterModel): Finding {
  const isFull = rules >= RULES_PER_NIC;
  const left = Math.max(0, RULES_PER_NIC - rules);
  return {
    code,
    severity: isFull ? 'high' : 'medium',
    title: `${rules} of ${RULES_PER_NIC} rules per network interface are used on ${balancer.name}`,
    impact: isFull
      ? 'A new Service, or a new port of one, stays without a rule: its address is pending or its port times out. What exists goes on.'
      : `Nobody feels it yet. After ${left} more (address, protocol, port) new Services stay pending.`,
    service: null,
    objects: [
      { kind: 'LoadBalancer', namespace: null, name: balancer.name },
      { kind: 'Pool', namespace: null, name },
    ],
    evidence: [
      {
        text: `${rules} rules send to pool ${name}, so every node's interface carries them (${percent(Math.min(1, rules / RULES_PER_NIC))} of the limit)`,
        known: 'computed',
        source: `load balancer ${balancer.name}`,
      },
    ],
    fix: {
      text: 'Bring several Services behind one gateway or ingress controller and drop ports that nobody uses. For an internal Service with many ports one high-availability rule is enough; several load balancers divide the nodes.',
      commands: [
        azNetwork(
          model.snapshot,
          `lb rule list --lb-name ${shellWord(balancer.name)} --query "[].{name:name,port:frontendPort}" -o table`,
        ),
      ],
      patch: null,
    },
    verify: [
      {
        command: azNetwork(model.snapshot, `lb rule list --lb-name ${shellWord(balancer.name)} --query "length(@)"`),
        expect: `less than ${NEAR}`,
      },
    ],
    doc: docOf(code),
  };
}
