import type { Finding } from '../../report/finding.ts';
import type { LoadBalancer } from '../../snapshot/load-balancer.ts';
import { metricsOf } from '../azure/metric-index.ts';
import { type OutboundPorts, outboundPortsOf } from '../azure/outbound-ports.ts';
import { fullestMember } from '../azure/snat-use.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { azNetwork, shellWord } from './commands.ts';
import { type ClusterFindingRule, docOf } from './finding-rule.ts';
import { count, percent } from './wording.ts';

const code = 'snat-ports-near-exhaustion';
const NEAR_SHARE = 0.9;
/** Azure's own event HighSnatPortUsage begins here. */
const USED_SHARE = 0.75;

/** docs/findings/snat-ports-near-exhaustion.md: a few more nodes and there are not enough outbound ports. */
export const snatPortsNearExhaustion: ClusterFindingRule = {
  code,
  kind: 'risk',
  check: ({ model }) =>
    (model.snapshot.azure.loadBalancers ?? []).flatMap((balancer) => [
      ...usedFindings(balancer, model),
      ...outboundPortsOf(balancer, model)
        .filter((ports) => ports.members / ports.fits >= NEAR_SHARE)
        .map((ports) => nearFinding(balancer.name, ports, model)),
    ]),
};

/** Measured: a node has used most of its ports within the last minutes. */
function usedFindings({ id, name }: LoadBalancer, model: ClusterModel): readonly Finding[] {
  const { snapshot } = model;
  const metrics = metricsOf(snapshot, id);
  const use = metrics === null ? null : fullestMember(metrics);
  if (use === null || use.used / use.allocated < USED_SHARE) return [];
  const { backendIP, at, used, allocated } = use;
  const node = model.lookup.byIp.get(backendIP);
  const share = percent(Math.min(1, used / allocated));
  return [
    {
      code,
      severity: used / allocated >= NEAR_SHARE ? 'high' : 'medium',
      title: `${node ?? backendIP} has used ${share} of its SNAT ports`,
      impact:
        'When they are used up, new connections from its pods to the same outside address fail: pods that call out get timeouts, which shows as errors of the Services they serve.',
      service: null,
      objects: [
        { kind: 'LoadBalancer', namespace: null, name },
        ...(node === undefined ? [] : [{ kind: 'Node', namespace: null, name: node }]),
      ],
      evidence: [
        {
          text: `${Math.round(used)} of ${Math.round(allocated)} ports in use at ${at}`,
          known: 'measured',
          source: `Azure Monitor, UsedSnatPorts and AllocatedSnatPorts of load balancer ${name}`,
        },
      ],
      ...remedy(name, null, model),
      doc: docOf(code),
    },
  ];
}

function nearFinding(balancer: string, ports: OutboundPorts, model: ClusterModel): Finding {
  const { rule, members, fits, portsPerMember, addresses, automatic } = ports;
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
    ...remedy(balancer, addresses, model),
    doc: docOf(code),
  };
}

/** `addresses` null: how many there are is not known. */
function remedy(
  balancer: string,
  addresses: number | null,
  { snapshot }: ClusterModel,
): Pick<Finding, 'fix' | 'verify'> {
  const cluster = snapshot.azure.managedCluster?.name ?? snapshot.cluster;
  const wanted = addresses === null ? '<one more than now>' : String(addresses + 1);
  const show = azNetwork(snapshot, `lb outbound-rule list --lb-name ${shellWord(balancer)} -o table`);
  return {
    fix: {
      text: 'Add outbound addresses and set a fixed number of ports that fits the largest number of nodes you expect, or move egress to a NAT gateway.',
      commands: [
        `az aks update -n ${shellWord(cluster)} -g <cluster resource group> --load-balancer-managed-outbound-ip-count ${wanted} --load-balancer-outbound-ports 1024`,
      ],
      patch: null,
    },
    verify: [{ command: show, expect: 'AllocatedOutboundPorts × nodes is below 64000 × addresses' }],
  };
}
