import type { Finding } from '../../report/finding.ts';
import { type OutboundPorts, outboundPortsOf } from '../azure/outbound-ports.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { type ClusterFindingRule, docOf } from './finding-rule.ts';
import { count, percent } from './wording.ts';

const code = 'snat-ports-near-exhaustion';
const NEAR_SHARE = 0.9;

/** docs/findings/snat-ports-near-exhaustion.md: a few more nodes and there are not enough outbound ports. */
export const snatPortsNearExhaustion: ClusterFindingRule = {
  code,
  kind: 'risk',
  check: ({ model }) =>
    (model.snapshot.azure.loadBalancers ?? []).flatMap((balancer) =>
      outboundPortsOf(balancer, model)
        .filter((ports) => ports.members / ports.fits >= NEAR_SHARE)
        .map((ports) => nearFinding(balancer.name, ports, model)),
    ),
};

function nearFinding(balancer: string, ports: OutboundPorts, model: ClusterModel): Finding {
  const { rule, members, fits, portsPerMember, addresses, automatic } = ports;
  const { snapshot } = model;
  const cluster = snapshot.azure.managedCluster?.name ?? snapshot.cluster;
  const show = `az network lb outbound-rule list --lb-name ${balancer} -g ${snapshot.azure.managedCluster?.nodeResourceGroup ?? '<node resource group>'} -o table`;
  return {
    code,
    severity: members >= fits && !automatic ? 'high' : 'medium',
    title: `Outbound rule ${rule} has SNAT ports for ${fits} nodes, ${members} use it`,
    impact: automatic
      ? `With more than ${fits} nodes Azure halves the ${portsPerMember} ports of every node and breaks connections on the ports it takes away: pods that call out get timeouts.`
      : `With more than ${fits} nodes Azure refuses the change: scaling out fails, or new nodes cannot call out.`,
    service: null,
    objects: [{ kind: 'LoadBalancer', namespace: null, name: balancer }],
    evidence: [
      {
        text: `${count(addresses, 'outbound address', 'outbound addresses')} of 64000 ports, ${portsPerMember} ports per node${automatic ? ' by the size of the pool' : ''}: ${percent(Math.min(1, members / fits))} of the nodes that fit`,
        known: 'computed',
        source: `load balancer ${balancer}, outbound rule ${rule}`,
      },
    ],
    fix: {
      text: 'Add outbound addresses and set a fixed number of ports that fits the largest number of nodes you expect, or move egress to a NAT gateway.',
      commands: [
        `az aks update -n ${cluster} -g <cluster resource group> --load-balancer-managed-outbound-ip-count ${addresses + 1} --load-balancer-outbound-ports 1024`,
      ],
      patch: null,
    },
    verify: [{ command: show, expect: 'AllocatedOutboundPorts × nodes is below 64000 × addresses' }],
    doc: docOf(code),
  };
}
